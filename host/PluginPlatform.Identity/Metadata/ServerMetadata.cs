using System.Text.Json.Serialization;
using PluginPlatform.Identity.Jose;
using PluginPlatform.Identity.Keys;

namespace PluginPlatform.Identity.Metadata;

/// <summary>What the authorization server offers: RFC 8414 section 2 and OpenID Connect Discovery 1.0 section 3. Only what exists is named.</summary>
internal sealed record ServerMetadata
{
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("authorization_endpoint")]
    public required string AuthorizationEndpoint { get; init; }

    [JsonPropertyName("userinfo_endpoint")]
    public required string UserInfoEndpoint { get; init; }

    [JsonPropertyName("introspection_endpoint")]
    public required string IntrospectionEndpoint { get; init; }

    [JsonPropertyName("revocation_endpoint")]
    public required string RevocationEndpoint { get; init; }

    /// <summary>RFC 9126 section 5.</summary>
    [JsonPropertyName("pushed_authorization_request_endpoint")]
    public required string PushEndpoint { get; init; }

    /// <summary>RFC 8628 section 4.</summary>
    [JsonPropertyName("device_authorization_endpoint")]
    public required string DeviceEndpoint { get; init; }

    /// <summary>OpenID Connect RP-Initiated Logout 1.0 section 2.1.</summary>
    [JsonPropertyName("end_session_endpoint")]
    public required string EndSessionEndpoint { get; init; }

    [JsonPropertyName("token_endpoint")]
    public required string TokenEndpoint { get; init; }

    [JsonPropertyName("jwks_uri")]
    public required string JwksUri { get; init; }

    [JsonPropertyName("response_types_supported")]
    public IReadOnlyList<string> ResponseTypes { get; init; } = ["code"];

    [JsonPropertyName("response_modes_supported")]
    public IReadOnlyList<string> ResponseModes { get; init; } = ["query", "form_post"];

    /// <summary>RFC 7636 section 6.2.1.</summary>
    [JsonPropertyName("code_challenge_methods_supported")]
    public IReadOnlyList<string> CodeChallengeMethods { get; init; } = ["S256"];

    /// <summary>RFC 9207 section 3.</summary>
    [JsonPropertyName("authorization_response_iss_parameter_supported")]
    public bool NamesIssuerInAnswers { get; init; } = true;

    [JsonPropertyName("prompt_values_supported")]
    public IReadOnlyList<string> PromptValues { get; init; } = ["none", "login", "consent", "select_account"];

    [JsonPropertyName("request_parameter_supported")]
    public bool ReadsRequestObjects { get; init; }

    [JsonPropertyName("request_uri_parameter_supported")]
    public bool FetchesRequestObjects { get; init; }

    [JsonPropertyName("claims_supported")]
    public IReadOnlyList<string> Claims { get; init; } =
        ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "azp", "sid", "name", "preferred_username", "email", "fhirUser"];

    [JsonPropertyName("subject_types_supported")]
    public IReadOnlyList<string> SubjectTypes { get; init; } = ["public"];

    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public IReadOnlyList<string> IdTokenAlgorithms { get; init; } = [SigningAlgorithms.OfIdTokens];

    [JsonPropertyName("grant_types_supported")]
    public IReadOnlyList<string> GrantTypes { get; init; } =
        [Clients.GrantTypes.ClientCredentials, Clients.GrantTypes.AuthorizationCode, Clients.GrantTypes.RefreshToken, Clients.GrantTypes.DeviceCode];

    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> ClientAuthentication { get; init; } =
        ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];

    // Who only names itself may give a token back, but not ask about one (RFC 7662 section 2.1).
    [JsonPropertyName("introspection_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> IntrospectionAuthentication { get; init; } =
        ["client_secret_basic", "client_secret_post", "private_key_jwt"];

    [JsonPropertyName("revocation_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> RevocationAuthentication { get; init; } =
        ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"];

    [JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string> ClientAssertionAlgorithms { get; init; } = KeyAlgorithms.All;

    /// <summary>RFC 9449 section 5.1.</summary>
    [JsonPropertyName("dpop_signing_alg_values_supported")]
    public IReadOnlyList<string> ProofAlgorithms { get; init; } = KeyAlgorithms.All;

    [JsonPropertyName("scopes_supported")]
    public IReadOnlyList<string> Scopes { get; init; } = 
        ["openid", "profile", "email", "fhirUser", "offline_access", "launch", "launch/patient", "patient/*.cruds", "patient/*.rs", "user/*.cruds", "user/*.rs", "system/*.cruds", "system/*.rs"];

    public static ServerMetadata For(PlatformIdentityOptions options) => new()
    {
        Issuer = options.Issuer,
        AuthorizationEndpoint = options.Issuer + IdentityPaths.Authorize,
        UserInfoEndpoint = options.Issuer + IdentityPaths.UserInfo,
        IntrospectionEndpoint = options.Issuer + IdentityPaths.Introspect,
        RevocationEndpoint = options.Issuer + IdentityPaths.Revoke,
        PushEndpoint = options.Issuer + IdentityPaths.Push,
        DeviceEndpoint = options.Issuer + IdentityPaths.Device,
        EndSessionEndpoint = options.Issuer + IdentityPaths.Logout,
        TokenEndpoint = options.Issuer + IdentityPaths.Token,
        JwksUri = options.Issuer + IdentityPaths.Jwks,
    };
}
