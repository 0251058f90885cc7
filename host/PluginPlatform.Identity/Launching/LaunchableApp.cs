namespace PluginPlatform.Identity.Launching;

/// <summary>An app that can be started from a chart.</summary>
/// <param name="Id">The client's id.</param>
/// <param name="Name">Its name for display.</param>
/// <param name="Origin">Where it comes from, for example <c>https://charts.example</c>.</param>
/// <param name="OpensInChart">Whether it opens inside the chart; otherwise in a tab of its own, where it can ask for consent.</param>
public sealed record LaunchableApp(string Id, string Name, string Origin, bool OpensInChart);
