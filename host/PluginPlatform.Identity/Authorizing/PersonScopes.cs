using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>Scopes a person can give a client.</summary>
internal static class PersonScopes
{
    /// <summary>
    /// What a request comes to: the scopes asked for, or all the client is registered for. Null when one is not understood,
    /// not a person's to give, beyond what is registered, or nothing is left. RFC 6749 section 3.3; OpenID Connect Core 1.0
    /// section 11: offline_access is passed over for a client that may not refresh. A launch is asked for in so many words.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="requested">As asked for; null when left out.</param>
    /// <param name="launches">Whether a patient can be in context: not where nobody could be asked for one.</param>
    public static ScopeSet? Settle(Client client, string? requested, bool launches)
    {
        var scopes = Of(client.Scopes, launches: false);
        if ((requested is not null && !ScopeSet.TryParse(requested, out scopes))
            || scopes.IsEmpty
            || Of(scopes, launches).Text != scopes.Text
            || !scopes.IsWithin(client.Scopes))
        {
            return null;
        }

        var settled = client.Grants.Contains(GrantTypes.RefreshToken) ? scopes : Keep(scopes, text => text != PlainScopes.OfflineAccess);
        return settled.IsEmpty ? null : settled;
    }

    /// <summary>Those among them. Patient scopes open nothing without a patient in context.</summary>
    private static ScopeSet Of(ScopeSet scopes, bool launches) =>
        Keep(scopes, text => IsOfPerson(text) || (launches && LaunchScopes.IsLaunch(text)));

    private static bool IsOfPerson(string text) =>
        text is PlainScopes.OpenId or PlainScopes.Profile or PlainScopes.Email or PlainScopes.FhirUser or PlainScopes.OfflineAccess
        || (ResourceScope.TryParse(text, out var scope) && scope.Context != ScopeContext.System);

    private static ScopeSet Keep(ScopeSet scopes, Func<string, bool> kept) =>
        ScopeSet.TryParse(string.Join(' ', scopes.Text.Split(' ').Where(kept)), out var some) ? some : ScopeSet.Empty;
}
