using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>Scopes that put a patient in context: SMART App Launch 2.2 section 3.0.4.</summary>
internal static class LaunchScopes
{
    public static bool NeedPatient(ScopeSet scopes) => scopes.Words.Any(IsLaunch);

    public static bool IsLaunch(string scope) => scope is PlainScopes.Launch or PlainScopes.LaunchPatient;
}
