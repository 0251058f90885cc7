namespace PluginPlatform.Storage.Clusters;

internal static class Postmaster
{
    /// <summary>Whether a live process is the server of a data folder. Its pid may have gone to another program: only the command line tells.</summary>
    public static bool Serves(int pid, string data)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
            var at = Array.IndexOf(words, "-D");
            return at >= 0 && at + 1 < words.Length && words[at + 1] == data;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
