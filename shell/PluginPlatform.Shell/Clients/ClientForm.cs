namespace PluginPlatform.Shell.Clients;

/// <summary>A client to register, as the form holds it; lists are words or lines as they were typed.</summary>
public sealed class ClientForm
{
    /// <summary>What a client may prove itself with.</summary>
    public static IReadOnlyList<string> Proofs { get; } = ["client_secret", "private_key_jwt", "none"];

    /// <summary>Grant types there are.</summary>
    public static IReadOnlyList<string> AllGrants { get; } = ["client_credentials", "authorization_code", "refresh_token", "device_code"];

    /// <summary>Its id.</summary>
    public string Id { get; set; } = "";

    /// <summary>For display; empty for the id.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its tenant; empty for the reader's own.</summary>
    public string Tenant { get; set; } = "";

    /// <summary>One of <see cref="Proofs"/>.</summary>
    public string Proof { get; set; } = "client_secret";

    /// <summary>Its public keys as a JWK set; only with <c>private_key_jwt</c>.</summary>
    public string Jwks { get; set; } = "";

    /// <summary>Those of <see cref="AllGrants"/> that are ticked.</summary>
    public ISet<string> Grants { get; } = new HashSet<string>(StringComparer.Ordinal) { "client_credentials" };

    /// <summary>Scopes, between spaces or line breaks.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>Redirect addresses, one a line.</summary>
    public string RedirectUris { get; set; } = "";

    /// <summary>The words of a field.</summary>
    /// <param name="text">Between spaces or line breaks.</param>
    public static IReadOnlyList<string> Words(string text) =>
        text.Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
