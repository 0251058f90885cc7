namespace PluginPlatform.Shell.Apps;

/// <summary>Where apps are in a chart: <c>/patients/{patient}/launch</c> lists them, one segment more opens one.</summary>
internal static class AppPlace
{
    /// <summary>Stands where a tab's name would; no tab is called so.</summary>
    public const string Name = "launch";

    public static string Of(string patient) => $"/patients/{patient}/{Name}";

    /// <summary>A page of its own for the browser, whose policy lets it frame this app and no other: links to it leave the
    /// circuit (<c>target="_top"</c>).</summary>
    public static string Of(string patient, string app) => $"/patients/{patient}/{Name}/{Uri.EscapeDataString(app)}";
}
