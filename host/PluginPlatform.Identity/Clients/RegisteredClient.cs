namespace PluginPlatform.Identity.Clients;

/// <summary>A client as administrators see it; what it proves itself with stays out.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Name">Its name for display.</param>
/// <param name="Authentication">How it authenticates: <c>client_secret</c>, <c>private_key_jwt</c> or <c>none</c>.</param>
/// <param name="Active">False once deactivated.</param>
/// <param name="Grants">Its grant types.</param>
/// <param name="Scopes">What it may ask for.</param>
/// <param name="RedirectUris">Where users may be sent back to.</param>
/// <param name="PostLogoutRedirectUris">Where users may be sent after they signed out.</param>
/// <param name="LaunchUri">Where the shell starts the app, or null.</param>
/// <param name="RequirePushedAuthorization">Whether authorization requests must be pushed.</param>
/// <param name="DpopBound">Whether its tokens are always bound to a key.</param>
/// <param name="RequestsPerMinute">How many requests it may make in a minute; null for the platform's limit.</param>
/// <param name="CreatedAt">When it was registered, UTC.</param>
public sealed record RegisteredClient(
    string Id, string Tenant, string Name, string Authentication, bool Active, IReadOnlyList<string> Grants, IReadOnlyList<string> Scopes,
    IReadOnlyList<string> RedirectUris, IReadOnlyList<string> PostLogoutRedirectUris, string? LaunchUri,
    bool RequirePushedAuthorization, bool DpopBound, int? RequestsPerMinute, DateTimeOffset CreatedAt);
