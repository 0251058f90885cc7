namespace PluginPlatform.Identity;

/// <summary>Names of the authentication schemes.</summary>
public static class PlatformSchemes
{
    /// <summary>The default: the bearer scheme when the request carries a bearer token, else the session.</summary>
    public const string Default = "platform";

    /// <summary>A person's session, kept in a cookie.</summary>
    public const string Session = "platform.session";

    /// <summary>An access token in the Authorization header (RFC 6750 section 2.1).</summary>
    public const string Bearer = "platform.bearer";
}
