using System.Runtime.InteropServices;

namespace PluginPlatform.Storage.Clusters;

/// <summary>Signals of POSIX that the postmaster understands (PostgreSQL, 19.5).</summary>
internal static class Signals
{
    /// <summary>Fast shutdown.</summary>
    public const int Interrupt = 2;

    /// <summary>Immediate shutdown; recovers at the next start.</summary>
    public const int Quit = 3;

    /// <summary>Sends the signal; false when there is no such process.</summary>
    public static bool Send(int pid, int signal) => Kill(pid, signal) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
