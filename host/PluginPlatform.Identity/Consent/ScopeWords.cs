using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Consent;

/// <summary>Scopes in words a person can decide on.</summary>
internal static class ScopeWords
{
    public static string Of(string scope) => scope switch
    {
        PlainScopes.OpenId => "Know who you are",
        PlainScopes.Profile => "See your name",
        PlainScopes.Email => "See your e-mail address",
        PlainScopes.OfflineAccess => "Go on while you are away, until you end it",
        _ when ResourceScope.TryParse(scope, out var resource) => OfResource(resource),
        _ => "Use",
    };

    private static string OfResource(in ResourceScope scope)
    {
        var reads = (scope.Action & (DataAction.Read | DataAction.Search)) != DataAction.None;
        var writes = (scope.Action & (DataAction.Create | DataAction.Update | DataAction.Delete)) != DataAction.None;
        var does = (reads, writes) switch { (true, true) => "Read and change", (false, true) => "Change", _ => "Read" };
        return $"{does} {(scope.Kind == DataGrants.AnyKind ? "every kind of record" : $"records of kind {scope.Kind}")} you may open";
    }
}
