using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Host.Compliance;

/// <summary>What of a report is open. Every finding has its mend on the page and in the guide.</summary>
internal static class JudgeCompliance
{
    /// <summary>The trail is to be verified at least so often.</summary>
    public const int VerifyDays = 7;

    /// <summary>An account that was not used for so long is inactive.</summary>
    public const int InactiveDays = 90;

    /// <summary>Data keys should have a successor after so many days.</summary>
    public const int DataKeyDays = 365;

    /// <summary>The master key should have a successor after so many days.</summary>
    public const int MasterKeyDays = 730;

    public static IReadOnlyList<ComplianceFinding> Findings(
        ComplianceTrail trail, ComplianceAccounts accounts, IReadOnlyList<ComplianceKey> keys, IReadOnlyList<ComplianceFigure> refused,
        int glass, int unusedClients, DateTimeOffset now)
    {
        (string Code, string Severity, long Count)[] all =
        [
            ("trail-unsound", "high", trail is { VerifiedAt: not null, Sound: false } ? 1 : 0),
            ("trail-unverified", "high", trail.VerifiedAt is { } at && now - at <= TimeSpan.FromDays(VerifyDays) ? 0 : 1),
            ("admins-without-factor", "high", accounts.AdminsWithoutFactor),
            ("key-old", "medium", keys.Count(key => key.Days > key.Policy)),
            ("glass", "medium", glass),
            ("users-without-factor", "medium", accounts.WithoutFactor - accounts.AdminsWithoutFactor),
            ("lockouts", "medium", refused.Where(figure => figure.Name == "locked").Sum(figure => figure.Count)),
            ("inactive", "low", accounts.Inactive),
            ("clients-unused", "low", unusedClients),
        ];
        return [.. all.Where(finding => finding.Count > 0).Select(finding => new ComplianceFinding(finding.Code, finding.Severity, finding.Count))];
    }
}
