using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PluginPlatform.Storage.Blobs;

/// <summary>Opens a folder so that its entries can be flushed; the framework opens files only.</summary>
internal static class FolderHandles
{
    private const int CloseOnExec = 0x80000;

    public static SafeFileHandle Open(string folder)
    {
        var handle = Open(folder, CloseOnExec);
        return handle.IsInvalid
            ? throw new IOException($"A folder of the blob store cannot be opened (error {Marshal.GetLastPInvokeError()}).")
            : handle;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
