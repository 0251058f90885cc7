using System.Text.Json.Serialization;

namespace PluginPlatform.Identity.Metadata;

/// <summary>
/// What SMART apps read before anything else: SMART App Launch 2.2, Conformance, "Metadata". Only what exists is named:
/// launches come with a patient and without an encounter.
/// </summary>
internal sealed record SmartConfiguration
{
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("jwks_uri")]
    public required string JwksUri { get; init; }

    [JsonPropertyName("authorization_endpoint")]
    public required string AuthorizationEndpoint { get; init; }

    [JsonPropertyName("token_endpoint")]
    public required string TokenEndpoint { get; init; }

    [JsonPropertyName("introspection_endpoint")]
    public required string IntrospectionEndpoint { get; init; }

    [JsonPropertyName("revocation_endpoint")]
    public required string RevocationEndpoint { get; init; }

    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public required IReadOnlyList<string> ClientAuthentication { get; init; }

    [JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")]
    public required IReadOnlyList<string> ClientAssertionAlgorithms { get; init; }

    [JsonPropertyName("grant_types_supported")]
    public required IReadOnlyList<string> GrantTypes { get; init; }

    [JsonPropertyName("response_types_supported")]
    public required IReadOnlyList<string> ResponseTypes { get; init; }

    [JsonPropertyName("scopes_supported")]
    public required IReadOnlyList<string> Scopes { get; init; }

    [JsonPropertyName("code_challenge_methods_supported")]
    public required IReadOnlyList<string> CodeChallengeMethods { get; init; }

    [JsonPropertyName("capabilities")]
    public IReadOnlyList<string> Capabilities { get; init; } =
    [
        "client-public", "client-confidential-symmetric", "client-confidential-asymmetric", "sso-openid-connect",
        "launch-ehr", "launch-standalone", "context-ehr-patient", "context-standalone-patient", "context-banner", "context-style",
        "permission-offline", "permission-patient", "permission-user", "permission-v1", "permission-v2", "authorize-post",
    ];

    public static SmartConfiguration Of(ServerMetadata server) => new()
    {
        Issuer = server.Issuer,
        JwksUri = server.JwksUri,
        AuthorizationEndpoint = server.AuthorizationEndpoint,
        TokenEndpoint = server.TokenEndpoint,
        IntrospectionEndpoint = server.IntrospectionEndpoint,
        RevocationEndpoint = server.RevocationEndpoint,
        ClientAuthentication = server.ClientAuthentication,
        ClientAssertionAlgorithms = server.ClientAssertionAlgorithms,
        GrantTypes = server.GrantTypes,
        ResponseTypes = server.ResponseTypes,
        Scopes = server.Scopes,
        CodeChallengeMethods = server.CodeChallengeMethods,
    };
}
