using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PluginPlatform.Audit.Anchoring;

/// <summary>
/// fdatasync (POSIX.1-2017): the content alone. fsync would also write the time of change, a commit of the file system's
/// journal for each batch.
/// </summary>
internal static class DataFlush
{
    public static void Of(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
        }
        else if (Flush(file) != 0)
        {
            throw new IOException($"The audit anchor could not be flushed (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(SafeFileHandle file);
}
