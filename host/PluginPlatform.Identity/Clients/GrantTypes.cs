namespace PluginPlatform.Identity.Clients;

/// <summary>Grant types a client can be registered for.</summary>
internal static class GrantTypes
{
    public const string ClientCredentials = "client_credentials";
    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";

    /// <summary>RFC 8628 section 3.4; registration also accepts the short name.</summary>
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    private const string DeviceCodeShort = "device_code";

    public static bool IsKnown(string grant) => grant is ClientCredentials or AuthorizationCode or RefreshToken or DeviceCode;

    public static string Expand(string grant) => grant == DeviceCodeShort ? DeviceCode : grant;
}
