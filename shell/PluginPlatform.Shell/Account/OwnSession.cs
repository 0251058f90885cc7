namespace PluginPlatform.Shell.Account;

/// <summary>A place where the reader is signed in.</summary>
/// <param name="Id">What ends it.</param>
/// <param name="StartedAt">When the reader signed in there.</param>
/// <param name="LastSeenAt">When it was last used, to about a minute.</param>
/// <param name="Network">The network, not the address; empty for the platform's own machine.</param>
/// <param name="Browser">For example <c>Firefox</c>; empty when unknown.</param>
/// <param name="System">For example <c>Windows</c>; empty when unknown.</param>
/// <param name="Method">How: <c>password</c>, <c>password+code</c>, <c>password+recovery</c>, <c>passkey</c> or <c>federation</c>.</param>
/// <param name="Current">Whether it is this one.</param>
public sealed record OwnSession(
    Guid Id, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, string Network, string Browser, string System, string Method, bool Current);
