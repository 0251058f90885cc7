using System.Diagnostics;
using PluginPlatform.Storage.Blobs;

namespace Host.Tests.Storage.Blobs;

/// <summary>Ends in the middle, as a caller's connection does.</summary>
internal sealed class BrokenStream(int length) : MemoryStream(new byte[length])
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The caller went away.");
}

/// <summary>Stores, and then what called it is gone.</summary>
internal sealed class DiesAfterStoring(string root) : IBlobBackend
{
    private readonly FileBlobBackend _files = new(root);

    public string SpoolFolder => _files.SpoolFolder;

    public async Task StoreAsync(string name, string spooled, ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken)
    {
        await _files.StoreAsync(name, spooled, sha256, cancellationToken);
        throw new OperationCanceledException();
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken) => _files.OpenAsync(name, cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => _files.DeleteAsync(name, cancellationToken);
}

/// <summary>A file system of a given size in memory; needs the right to mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    public static SmallDisk? TryMount(string folder, string size)
    {
        Directory.CreateDirectory(folder);
        return Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder) ? new(folder) : null;
    }

    public void Dispose() => Run("umount", "-l", _folder);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
