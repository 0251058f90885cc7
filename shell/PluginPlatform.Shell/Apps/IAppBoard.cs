namespace PluginPlatform.Shell.Apps;

/// <summary>SMART apps, as the current reader may start them from a chart. The host registers it, scoped.</summary>
public interface IAppBoard
{
    /// <summary>The apps of the reader's tenant, by name; at most 100.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<ChartApp>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Starts an app inside the chart; recorded.</summary>
    /// <param name="app">The app's id.</param>
    /// <param name="patient">The patient's id.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>Null when there is no such app or patient for this reader, or the app opens in a tab of its own only.</returns>
    Task<OpenedApp?> OpenAsync(string app, string patient, CancellationToken cancellationToken);
}
