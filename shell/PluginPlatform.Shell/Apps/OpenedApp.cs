namespace PluginPlatform.Shell.Apps;

/// <summary>An app that was started inside a chart.</summary>
/// <param name="App">The app.</param>
/// <param name="Address">Where its frame goes; good once and for minutes.</param>
/// <param name="HasArrivedAsync">Whether the app has come with what it was given and was let in.</param>
public sealed record OpenedApp(ChartApp App, string Address, Func<CancellationToken, Task<bool>> HasArrivedAsync);
