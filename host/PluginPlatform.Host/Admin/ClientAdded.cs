using System.Text.Json.Serialization;
using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Host.Admin;

/// <summary>A client that was registered. The shape is stable: scripts read it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Name">Its name for display.</param>
/// <param name="Authentication">How it authenticates: <c>client_secret</c>, <c>private_key_jwt</c> or <c>none</c>.</param>
/// <param name="Secret">Shown this once; left out for a client without one.</param>
/// <param name="Grants">Its grant types.</param>
/// <param name="Scopes">What it may ask for.</param>
/// <param name="RedirectUris">Where users may be sent back to.</param>
/// <param name="PostLogoutRedirectUris">Where users may be sent after they signed out.</param>
/// <param name="LaunchUri">Where the shell starts the app; left out when nowhere.</param>
/// <param name="PreApproved">Whether people are not asked for consent when they start it from a chart.</param>
/// <param name="RequirePushedAuthorization">Whether authorization requests must be pushed.</param>
/// <param name="DpopBound">Whether its tokens are always bound to a key.</param>
internal sealed record ClientAdded(
    string Id, string Tenant, string Name, string Authentication,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Secret,
    IReadOnlyList<string> Grants, IReadOnlyList<string> Scopes,
    IReadOnlyList<string> RedirectUris, IReadOnlyList<string> PostLogoutRedirectUris,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LaunchUri,
    bool PreApproved, bool RequirePushedAuthorization, bool DpopBound)
{
    public static ClientAdded Of(NewClient client, AddClientOutcome.Added added) => new(
        added.Id, added.Tenant, client.Name ?? client.Id,
        client.IsPublic ? "none" : client.Jwks is null ? "client_secret" : "private_key_jwt",
        added.Secret.Length == 0 ? null : added.Secret,
        added.Grants, added.Scopes, client.RedirectUris, client.PostLogoutRedirectUris, client.LaunchUri,
        client.PreApproved, client.RequirePushedAuthorization, client.DpopBound);
}
