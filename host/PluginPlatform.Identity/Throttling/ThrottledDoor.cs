namespace PluginPlatform.Identity.Throttling;

/// <summary>Where failures are counted, each on its own.</summary>
internal enum ThrottledDoor
{
    SignIn,
    Token,
    Device,
}
