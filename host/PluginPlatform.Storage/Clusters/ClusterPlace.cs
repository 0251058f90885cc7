using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace PluginPlatform.Storage.Clusters;

/// <summary>Where a data folder's cluster lies and which user runs it.</summary>
/// <param name="Base">Private to the cluster's user; holds everything below.</param>
/// <param name="Socket">The folder of the Unix socket.</param>
/// <param name="User">The user to run as, or null for the current one.</param>
internal sealed record ClusterPlace(string Base, string Socket, string? User)
{
    // sun_path holds 108 bytes with the closing zero (unix(7)).
    private const int LongestSocketPath = 107;
    private const string SocketFile = "/.s.PGSQL.5432";
    private const string ServiceUser = "postgres";

    public string Data => Path.Combine(Base, "data");

    public string DataInMaking => Path.Combine(Base, "data.new");

    public string Log => Path.Combine(Base, "server.log");

    public string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>Chooses and makes the folders. PostgreSQL refuses to run as root, so a root host runs it as user postgres.</summary>
    public static async Task<ClusterPlace> PrepareAsync(
        string dataFolder, ILogger logger, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(dataFolder);
        var user = Environment.IsPrivilegedProcess ? ServiceUser : null;
        var folder = Path.Combine(full, "postgres");
        if (user is not null && !await CanReachAsync(full, user, cancellationToken).ConfigureAwait(false))
        {
            folder = Elsewhere(full, folder);
            StorageLog.ClusterElsewhere(logger, full, folder);
        }

        await MakeAsync(folder, user, cancellationToken).ConfigureAwait(false);
        var socket = Path.Combine(folder, "socket");
        if (Encoding.UTF8.GetByteCount(socket + SocketFile) > LongestSocketPath)
        {
            socket = Path.Combine(user is null ? Path.GetTempPath() : "/run", "pp-" + Hash(full));
        }

        await MakeAsync(socket, user, cancellationToken).ConfigureAwait(false);
        return new(folder, socket, user);
    }

    /// <summary>Leaves nothing in a shared folder when the path was too long for a socket in <see cref="Base"/>.</summary>
    public void RemoveSocketElsewhere()
    {
        if (!Socket.StartsWith(Base, StringComparison.Ordinal) && Directory.Exists(Socket))
        {
            Directory.Delete(Socket, recursive: true);
        }
    }

    private static string Elsewhere(string dataFolder, string folder) =>
        Directory.Exists(Path.Combine(folder, "data"))
            ? throw new PluginStorageException(
                "STO-1006",
                $"User postgres can no longer reach the cluster in {folder}.",
                $"Let it pass through the folders above (chmod o+x), as when the cluster was made.")
            : Path.Combine("/var/lib/pluginplatform", Hash(dataFolder));

    private static string Hash(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];

    private static async Task<bool> CanReachAsync(string folder, string user, CancellationToken cancellationToken)
    {
        try
        {
            var run = await ProgramRun.RunAsync(
                "/usr/bin/test", ["-x", folder], user, input: null, cancellationToken).ConfigureAwait(false);
            return run.Code == 0;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new PluginStorageException(
                "STO-1007",
                "PostgreSQL does not run as root, and there is no user 'postgres' to run it as.",
                "Install PostgreSQL from the distribution's packages, which make that user, or start the platform as an ordinary user.",
                missing);
        }
    }

    private static async Task MakeAsync(string folder, string? user, CancellationToken cancellationToken)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (user is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            var run = await ProgramRun.RunAsync(
                "/usr/bin/install", ["-d", "-m", "0700", "-o", user, folder], user: null, input: null, cancellationToken)
                .ConfigureAwait(false);
            if (run.Code == 0)
            {
                return;
            }

            throw NotOurs(folder, new IOException(run.Error));
        }

        try
        {
            // Setting the mode fails on a folder of another user: nobody can hold a place in /tmp ready for us.
            Directory.CreateDirectory(folder, ownerOnly);
            File.SetUnixFileMode(folder, ownerOnly);
            Directory.GetFiles(folder);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw NotOurs(folder, refused);
        }
    }

    private static PluginStorageException NotOurs(string folder, Exception inner) => new(
        "STO-1008",
        $"The folder {folder} cannot be used: {inner.Message.Trim()}.",
        "Start the platform as the user who made it, or choose another data folder (PLATFORM_DATA).",
        inner);
}
