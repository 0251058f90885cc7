namespace PluginPlatform.Identity.Authorizing;

/// <summary>Names of parameters of the authorization endpoint.</summary>
internal static class AuthorizeParameters
{
    public const string ClientId = "client_id";
    public const string RedirectUri = "redirect_uri";
    public const string ResponseType = "response_type";
    public const string ResponseMode = "response_mode";
    public const string Scope = "scope";
    public const string State = "state";
    public const string Nonce = "nonce";
    public const string CodeChallenge = "code_challenge";
    public const string CodeChallengeMethod = "code_challenge_method";

    /// <summary>SMART App Launch 2.2 section 2.0.4: the FHIR base the app means.</summary>
    public const string Audience = "aud";

    /// <summary>SMART App Launch 2.2 section 2.0.4: the handle the app was started with.</summary>
    public const string Launch = "launch";

    /// <summary>RFC 9449 section 10: the key the code is to be bound to.</summary>
    public const string KeyThumbprint = "dpop_jkt";
    public const string Prompt = "prompt";
    public const string MaxAge = "max_age";
    public const string Request = "request";
    public const string RequestUri = "request_uri";

    /// <summary>Ours: marks a request that comes back from the sign-in page. Never handed to rules.</summary>
    public const string Resume = "resume";
}
