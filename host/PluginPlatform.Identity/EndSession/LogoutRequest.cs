namespace PluginPlatform.Identity.EndSession;

/// <summary>RP-Initiated Logout 1.0 section 2.</summary>
internal sealed record LogoutRequest(string? ClientId, string? RedirectUri, string? State, string? Hint)
{
    private const string HintName = "id_token_hint";
    private const int Longest = 2048;

    /// <summary>Null when a parameter is given more than once, or is longer than it can rightly be.</summary>
    public static LogoutRequest? Of(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
        {
            if (!given.TryAdd(name, value) || (name is "client_id" or "post_logout_redirect_uri" or "state" && value.Length > Longest))
            {
                return null;
            }
        }

        return new(Get("client_id"), Get("post_logout_redirect_uri"), Get("state"), Get(HintName));

        string? Get(string name) => given.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
    }
}
