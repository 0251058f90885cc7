using System.Text.Json.Serialization;
using PluginPlatform.Identity.Jose;

namespace PluginPlatform.Identity.Metadata;

/// <summary>What the authorization server offers: RFC 8414 section 2 and OpenID Connect Discovery 1.0 section 3. Only what exists is named.</summary>
internal sealed record ServerMetadata
{
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("token_endpoint")]
    public required string TokenEndpoint { get; init; }

    [JsonPropertyName("jwks_uri")]
    public required string JwksUri { get; init; }

    // Required by RFC 8414 even where no flow uses the authorization endpoint.
    [JsonPropertyName("response_types_supported")]
    public IReadOnlyList<string> ResponseTypes { get; init; } = [];

    [JsonPropertyName("subject_types_supported")]
    public IReadOnlyList<string> SubjectTypes { get; init; } = ["public"];

    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public IReadOnlyList<string> IdTokenAlgorithms { get; init; } = [];

    [JsonPropertyName("grant_types_supported")]
    public IReadOnlyList<string> GrantTypes { get; init; } = ["client_credentials"];

    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> ClientAuthentication { get; init; } =
        ["client_secret_basic", "client_secret_post", "private_key_jwt"];

    [JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string> ClientAssertionAlgorithms { get; init; } = KeyAlgorithms.All;

    [JsonPropertyName("scopes_supported")]
    public IReadOnlyList<string> Scopes { get; init; } = ["system/*.cruds", "system/*.rs"];

    public static ServerMetadata For(PlatformIdentityOptions options) => new()
    {
        Issuer = options.Issuer,
        TokenEndpoint = options.Issuer + IdentityPaths.Token,
        JwksUri = options.Issuer + IdentityPaths.Jwks,
    };
}
