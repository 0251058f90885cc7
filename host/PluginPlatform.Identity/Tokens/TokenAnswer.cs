using System.Text.Json.Serialization;

namespace PluginPlatform.Identity.Tokens;

/// <summary>RFC 6749 section 5.1.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope)
{
    [JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefreshToken { get; init; }

    /// <summary>OpenID Connect Core 1.0 section 3.1.3.3.</summary>
    [JsonPropertyName("id_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IdToken { get; init; }

    /// <summary>The patient in context: SMART App Launch 2.2 section 2.0.9.</summary>
    [JsonPropertyName("patient"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Patient { get; init; }

    /// <summary>Whether the app has to say itself who the patient is.</summary>
    [JsonPropertyName("need_patient_banner"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? NeedPatientBanner { get; init; }

    /// <summary>The platform's colours and sizes, for an app that wants to look alike.</summary>
    [JsonPropertyName("smart_style_url"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StyleUrl { get; init; }
}
