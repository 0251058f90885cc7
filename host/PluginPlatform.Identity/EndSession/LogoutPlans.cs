using Microsoft.AspNetCore.WebUtilities;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Identity.EndSession;

/// <summary>
/// RP-Initiated Logout 1.0 section 3: the address is one the client registered, character by character; section 2: a
/// client_id beside a hint is the one the hint was issued to. Anything else ends here, and nobody is redirected.
/// </summary>
internal sealed class LogoutPlans(LogoutHint hints, ClientStore clients)
{
    public async Task<LogoutPlan> OfAsync(LogoutRequest request, CancellationToken cancellationToken)
    {
        var hint = request.Hint is { } text ? await hints.ReadAsync(text, cancellationToken) : null;
        if (request.Hint is not null && hint is null)
        {
            return LogoutPlan.Refused("id_token_hint is not an ID token of this platform.");
        }

        if (hint is not null && request.ClientId is { } named && named != hint.Client)
        {
            return LogoutPlan.Refused("client_id is not the one the ID token was issued to.");
        }

        if (request.RedirectUri is not { } wanted)
        {
            return new(hint, null, null);
        }

        var id = hint?.Client ?? request.ClientId;
        var client = id is not null && ClientId.IsValid(id) ? await clients.FindAsync(id, cancellationToken) : null;
        return client?.PostLogoutRedirectUris.Any(registered => RedirectMatch.Same(registered, wanted)) == true
            ? new(hint, request.State is { } state ? QueryHelpers.AddQueryString(wanted, "state", state) : wanted, null)
            : LogoutPlan.Refused("post_logout_redirect_uri is not registered for this application.");
    }
}
