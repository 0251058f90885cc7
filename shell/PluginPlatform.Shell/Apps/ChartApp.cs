namespace PluginPlatform.Shell.Apps;

/// <summary>An app that can be started from a chart.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Origin">Where it comes from, for example <c>https://charts.example</c>.</param>
/// <param name="OpensInChart">Whether it opens inside the chart; otherwise in a tab of its own.</param>
public sealed record ChartApp(string Id, string Name, string Origin, bool OpensInChart);
