namespace PluginPlatform.Identity.Authorizing;

/// <summary>A request to the authorization endpoint, freed of HTTP.</summary>
/// <param name="Parameters">Every parameter in order, repeated ones included.</param>
internal sealed record AuthorizeRequest(IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>RFC 6749 section 3.1: a parameter without a value counts as left out. One that is repeated has no value either:
    /// nobody can say which is meant.</summary>
    public string? this[string name] =>
        Parameters.Where(parameter => parameter.Key == name).Take(2).ToList() is [{ Value.Length: > 0 } only] ? only.Value : null;

    public bool Repeats(string name) => Parameters.Count(parameter => parameter.Key == name) > 1;

    /// <summary>As a query, without the question mark.</summary>
    public string Query => string.Join(
        '&', Parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
}
