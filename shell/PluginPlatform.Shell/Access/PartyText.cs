using PluginPlatform.Sdk.Access;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Access;

/// <summary>Whom a consent is about, in the reader's words.</summary>
internal static class PartyText
{
    private const string SomeUser = "user:";
    private const string SomeClient = "client:";

    /// <summary>What can be chosen; those that end in a colon need a name.</summary>
    public static IReadOnlyList<string> Choices { get; } =
        [ConsentParty.Treatment, .. Roles.Clinical.Select(ConsentParty.Role), SomeUser, ConsentParty.Research, ConsentParty.EveryClient, SomeClient];

    public static bool IsNamed(string party) => party is SomeUser or SomeClient;

    public static string Of(string party) => party switch
    {
        ConsentParty.Treatment => T("consent.party.treatment"),
        ConsentParty.Research => T("consent.party.research"),
        ConsentParty.EveryClient => T("consent.party.apps"),
        SomeUser => T("consent.party.user"),
        SomeClient => T("consent.party.app"),
        _ when party == ConsentParty.Role(Roles.Provider) => T("consent.party.provider"),
        _ when party == ConsentParty.Role(Roles.Nurse) => T("consent.party.nurse"),
        _ => party[(party.IndexOf(':', StringComparison.Ordinal) + 1)..],
    };
}
