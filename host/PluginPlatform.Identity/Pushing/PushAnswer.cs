using System.Text.Json.Serialization;

namespace PluginPlatform.Identity.Pushing;

/// <summary>RFC 9126 section 2.2.</summary>
internal sealed record PushAnswer(
    [property: JsonPropertyName("request_uri")] string RequestUri,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);
