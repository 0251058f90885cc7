using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Identity.Launching;

/// <summary>Where the shell shows an app inside a chart: <c>/patients/{patient}/launch/{app}</c>.</summary>
internal static class LaunchPath
{
    /// <summary>The client's id in such an address; null for any other.</summary>
    public static string? AppOf(PathString path) =>
        path.Value?.Split('/') is ["", "patients", { Length: > 0 }, "launch", { Length: > 0 } app] ? Uri.UnescapeDataString(app) : null;
}
