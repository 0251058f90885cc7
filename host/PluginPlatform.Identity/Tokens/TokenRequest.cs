namespace PluginPlatform.Identity.Tokens;

/// <summary>A request to the token endpoint, freed of HTTP.</summary>
/// <param name="Form">Every parameter of the body in order, repeated ones included.</param>
/// <param name="Authorization">Every Authorization header.</param>
/// <param name="Query">Names of the parameters in the address.</param>
internal sealed record TokenRequest(
    IReadOnlyList<KeyValuePair<string, string>> Form, IReadOnlyList<string> Authorization, IReadOnlyList<string> Query)
{
    /// <summary>Every DPoP header (RFC 9449 section 4.1).</summary>
    public IReadOnlyList<string> Proofs { get; init; } = [];

    /// <summary>RFC 6749 section 3.2: a parameter without a value counts as left out.</summary>
    public string? this[string name] =>
        Form.FirstOrDefault(parameter => parameter.Key == name).Value is { Length: > 0 } value ? value : null;
}
