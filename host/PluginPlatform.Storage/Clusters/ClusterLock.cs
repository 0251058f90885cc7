using System.Globalization;

namespace PluginPlatform.Storage.Clusters;

/// <summary>Held by the one host that runs a data folder's cluster; the kernel of the operating system frees it however the host ends.</summary>
internal sealed class ClusterLock : IDisposable
{
    private readonly FileStream _file;

    private ClusterLock(FileStream file) => _file = file;

    /// <exception cref="PluginStorageException">STO-1005: another host has it.</exception>
    public static ClusterLock Take(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "cluster.lock");
        try
        {
            // FileShare.None is an exclusive flock(2).
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new(file);
        }
        catch (IOException taken)
        {
            throw new PluginStorageException(
                "STO-1005",
                $"Another host runs the database of {dataFolder}.",
                "Stop it first, or choose another data folder (PLATFORM_DATA).",
                taken);
        }
    }

    public void Dispose() => _file.Dispose();
}
