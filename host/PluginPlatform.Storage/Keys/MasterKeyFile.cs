using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace PluginPlatform.Storage.Keys;

internal static class MasterKeyFile
{
    private const int KeySize = 32;

    public static List<KeyValuePair<uint, byte[]>> LoadOrCreate(string dataFolder)
    {
        var path = Path.Combine(dataFolder, MasterKey.FileName);
        try
        {
            CreateFolder(dataFolder);
            if (!File.Exists(path))
            {
                Create(path);
            }

            return Read(path);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new PluginStorageException(
                "STO-1016",
                $"The master key file {path} may not be read or written.",
                "Start the platform as the user who owns the data folder, or choose another one (PLATFORM_DATA).",
                refused);
        }
    }

    // A root process hands the cluster to user postgres, who must be able to pass through the folder (not to list it).
    private static void CreateFolder(string folder)
    {
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode passing = own | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(folder, Environment.IsPrivilegedProcess ? passing : own);
    }

    /// <summary>Puts a new key before the others; two hosts that do so at once both keep theirs.</summary>
    public static void AddFirst(string dataFolder)
    {
        var path = Path.Combine(dataFolder, MasterKey.FileName);
        try
        {
            // A file of its own: the key file itself is replaced, and a lock on it would guard nothing.
            using var guard = new FileStream(path + ".lock", OpenOptions(FileMode.OpenOrCreate));
            Read(path);
            var aside = WriteAside(path, NewLine() + File.ReadAllText(path));
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new PluginStorageException(
                "STO-1016", $"The master key file {path} may not be written, or another process is changing it.", "Try again as the user who owns the data folder.", refused);
        }
    }

    // Written aside and moved into place, so that a crash leaves no half key and two starters agree on one.
    private static void Create(string path)
    {
        var aside = WriteAside(path, NewLine());
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }

    private static string NewLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{BinaryPrimitives.ReadUInt32BigEndian(RandomNumberGenerator.GetBytes(4)):x8} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize))}\n");

    private static string WriteAside(string path, string text)
    {
        var aside = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        using var stream = new FileStream(aside, OpenOptions(FileMode.CreateNew));
        stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
        stream.Flush(flushToDisk: true);
        return aside;
    }

    private static FileStreamOptions OpenOptions(FileMode mode) => new()
    {
        Mode = mode,
        Access = FileAccess.Write,
        Share = FileShare.None,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    };

    private static List<KeyValuePair<uint, byte[]>> Read(string path)
    {
        var keys = new List<KeyValuePair<uint, byte[]>>();
        foreach (var line in File.ReadLines(path).Where(l => !string.IsNullOrWhiteSpace(l)))
        {
            var parts = line.Split(' ', StringSplitOptions.TrimEntries);
            var key = new byte[KeySize];
            if (parts.Length != 2
                || !uint.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id)
                || !Convert.TryFromBase64String(parts[1], key, out var length)
                || length != KeySize)
            {
                throw Damaged(path);
            }

            keys.Add(new(id, key));
        }

        return keys.Count > 0 ? keys : throw Damaged(path);
    }

    private static PluginStorageException Damaged(string path) => new(
        "STO-1001",
        $"The master key file {path} is damaged.",
        "Restore it from a backup: without it the database's roles and encrypted values cannot be opened.");
}
