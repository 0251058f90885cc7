namespace PluginPlatform.Identity.Sessions;

/// <summary>A session as its user sees it.</summary>
/// <param name="Id">To end it by.</param>
/// <param name="StartedAt">When the user signed in.</param>
/// <param name="LastSeenAt">When it was last used, to about a minute.</param>
/// <param name="Network">An IPv4 /24 or IPv6 /48; empty for this machine.</param>
/// <param name="Browser">For example <c>Firefox</c>; empty when unknown.</param>
/// <param name="System">For example <c>Windows</c>; empty when unknown.</param>
/// <param name="Method">How: <c>password</c>, <c>password+code</c>, <c>password+recovery</c>, <c>passkey</c> or <c>federation</c>.</param>
/// <param name="Current">Whether it is the one that asks.</param>
public sealed record SessionLine(
    Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string Network, string Browser, string System, string Method, bool Current);
