namespace PluginPlatform.Identity;

/// <summary>Claim types of a session's principal. Short, because the cookie carries them.</summary>
internal static class PlatformClaims
{
    public const string Subject = "sub";
    public const string UserName = "name";
    public const string DisplayName = "display_name";
    public const string Tenant = "tenant";
    public const string Role = "role";
    public const string Session = "sid";
    public const string Stamp = "stamp";
    public const string ClientId = "client_id";
    public const string Scope = "scope";
    public const string FhirUser = "fhirUser";

    /// <summary>RFC 7800 section 3.1; inside it RFC 9449 section 6.1.</summary>
    public const string Confirmation = "cnf";
    public const string KeyThumbprint = "jkt";

    /// <summary>In an access token: the grant it hangs on.</summary>
    public const string Grant = "grant";

    /// <summary>In an access token: the logical id of the patient in context (SMART App Launch 2.2 section 2.0.9).</summary>
    public const string Patient = "patient";
}
