using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Access;
using static PluginPlatform.Identity.Doors.DoorText;

namespace PluginPlatform.Identity.Consent;

/// <summary>Scopes in words a person can decide on.</summary>
internal static class ScopeWords
{
    public static string Of(string scope) =>
        PlainScopes.IsKnown(scope) ? T($"scope.{scope}")
        : ResourceScope.TryParse(scope, out var resource) ? OfResource(resource)
        : T("scope.other");

    private static string OfResource(in ResourceScope scope)
    {
        var reads = (scope.Action & (DataAction.Read | DataAction.Search)) != DataAction.None;
        var writes = (scope.Action & (DataAction.Create | DataAction.Update | DataAction.Delete)) != DataAction.None;
        var whose = scope.Context == ScopeContext.Patient ? "patient" : "user";
        var does = (reads, writes) switch { (true, true) => "both", (false, true) => "change", _ => "read" };
        var words = T($"scope.{whose}.{does}", scope.Kind == DataGrants.AnyKind ? T("scope.every") : T("scope.kind", scope.Kind));
        return scope.Query is null ? words : $"{words} ({T("scope.narrowed")})";
    }
}
