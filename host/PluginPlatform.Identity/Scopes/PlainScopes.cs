using System.Collections.Frozen;

namespace PluginPlatform.Identity.Scopes;

/// <summary>Scopes that are a word: OpenID Connect Core 1.0 sections 5.4 and 11, SMART App Launch 2.2 section 3.0.</summary>
internal static class PlainScopes
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string Email = "email";
    public const string FhirUser = "fhirUser";
    public const string OfflineAccess = "offline_access";
    public const string Launch = "launch";
    public const string LaunchPatient = "launch/patient";

    private static readonly FrozenSet<string> All = FrozenSet.ToFrozenSet(
        [OpenId, Profile, Email, FhirUser, OfflineAccess, Launch, LaunchPatient], StringComparer.Ordinal);

    public static bool IsKnown(string text) => All.Contains(text);
}
