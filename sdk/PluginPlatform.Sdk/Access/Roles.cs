namespace PluginPlatform.Sdk.Access;

/// <summary>The platform's built-in roles.</summary>
public static class Roles
{
    /// <summary>Runs the platform: plugins, tenants, users. Sees no patient data.</summary>
    public const string SuperAdmin = "super_admin";

    /// <summary>Runs one tenant: its users and settings. Sees no patient data.</summary>
    public const string OrgAdmin = "org_admin";

    /// <summary>Treats patients: reads and writes their records.</summary>
    public const string Provider = "provider";

    /// <summary>Nurses patients: reads and writes their records.</summary>
    public const string Nurse = "nurse";

    /// <summary>A patient: own record only, through a compartment.</summary>
    public const string Patient = "patient";

    /// <summary>A program acting through the APIs.</summary>
    public const string ApiConsumer = "api_consumer";

    /// <summary>The roles whose work is treatment.</summary>
    public static IReadOnlyList<string> Clinical { get; } = [Provider, Nurse];
}
