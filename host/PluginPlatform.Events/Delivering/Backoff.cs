using System.Security.Cryptography;

namespace PluginPlatform.Events.Delivering;

/// <summary>Exponential pauses with up to a quarter added by chance, so that what failed together does not return together.</summary>
internal static class Backoff
{
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest)
    {
        var doubled = first.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 30));
        var pause = Math.Min(doubled, longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(pause * (1 + (RandomNumberGenerator.GetInt32(250) / 1000.0)));
    }
}
