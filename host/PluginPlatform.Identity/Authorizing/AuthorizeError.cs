namespace PluginPlatform.Identity.Authorizing;

/// <summary>RFC 6749 section 4.1.2.1 and OpenID Connect Core 1.0 section 3.1.2.6. The description holds nothing of the request.</summary>
internal sealed record AuthorizeError(string Code, string Description)
{
    public static AuthorizeError InvalidRequest(string description) => new("invalid_request", description);
}
