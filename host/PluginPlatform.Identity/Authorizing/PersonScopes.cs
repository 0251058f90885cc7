using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>Scopes a person can give a client.</summary>
internal static class PersonScopes
{
    /// <summary>Those among them. Scopes that need a patient in context wait for one.</summary>
    public static ScopeSet Of(ScopeSet scopes) => Keep(scopes, IsOfPerson);

    public static ScopeSet WithoutOffline(ScopeSet scopes) => Keep(scopes, text => text != PlainScopes.OfflineAccess);

    private static bool IsOfPerson(string text) =>
        text is PlainScopes.OpenId or PlainScopes.Profile or PlainScopes.Email or PlainScopes.OfflineAccess
        || (ResourceScope.TryParse(text, out var scope) && scope.Context == ScopeContext.User);

    private static ScopeSet Keep(ScopeSet scopes, Func<string, bool> kept) =>
        ScopeSet.TryParse(string.Join(' ', scopes.Text.Split(' ').Where(kept)), out var some) ? some : ScopeSet.Empty;
}
