namespace PluginPlatform.Identity.Tokens;

/// <summary>Names of parameters.</summary>
internal static class TokenParameters
{
    public const string GrantType = "grant_type";
    public const string ClientId = "client_id";
    public const string ClientSecret = "client_secret";
    public const string ClientAssertion = "client_assertion";
    public const string ClientAssertionType = "client_assertion_type";
    public const string Scope = "scope";
    public const string Token = "token";
    public const string DeviceCode = "device_code";
    public const string Code = "code";
    public const string CodeVerifier = "code_verifier";
    public const string RedirectUri = "redirect_uri";
    public const string RefreshToken = "refresh_token";
}
