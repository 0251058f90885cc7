using Microsoft.Win32.SafeHandles;

namespace PluginPlatform.Storage.Blobs;

/// <summary>Content in files, two levels of folders fanned out: <c>ab/cd/abcd…</c>.</summary>
public sealed class FileBlobBackend : IBlobBackend
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _root;

    /// <summary>Makes the folder when there is none.</summary>
    /// <param name="root">The folder.</param>
    public FileBlobBackend(string root)
    {
        _root = root;
        SpoolFolder = Path.Combine(root, "spool");
    }

    /// <inheritdoc/>
    public string SpoolFolder { get; }

    /// <inheritdoc/>
    public Task StoreAsync(string name, string spooled, ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder, Own);

        // The file's bytes are on the disk (the spool was flushed); now its name, then the folders that lead to it.
        File.Move(spooled, path, overwrite: true);
        SyncFolder(folder);
        SyncFolder(Path.GetDirectoryName(folder)!);
        SyncFolder(_root);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(name), new FileStreamOptions
            {
                Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            }));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        if (File.Exists(path))
        {
            File.Delete(path);
            SyncFolder(Path.GetDirectoryName(path)!);
        }

        return Task.CompletedTask;
    }

    private string PathOf(string name) => Path.Combine(_root, name[..2], name[2..4], name);

    private static void SyncFolder(string folder)
    {
        using SafeFileHandle handle = FolderHandles.Open(folder);
        RandomAccess.FlushToDisk(handle);
    }
}
