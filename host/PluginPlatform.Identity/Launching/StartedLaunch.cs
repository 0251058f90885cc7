namespace PluginPlatform.Identity.Launching;

/// <summary>A launch that was started.</summary>
/// <param name="App">The app.</param>
/// <param name="Address">Where the browser goes: the app's launch address with <c>iss</c> and the handle.</param>
/// <param name="Handle">The handle, good once and for minutes.</param>
public sealed record StartedLaunch(LaunchableApp App, string Address, string Handle);
