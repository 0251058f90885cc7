using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Subjects;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>One authorization request on its way through the rules; each adds what it established.</summary>
internal sealed class AuthorizeTransaction(AuthorizeCall call)
{
    public AuthorizeCall Call => call;

    public AuthorizeRequest Request { get; set; } = call.Request;

    /// <summary>The request_uri it was pushed under; null when it was not.</summary>
    public string? PushedAs { get; set; }

    public Client? Client { get; set; }

    /// <summary>As the client sent it, once it is known to be registered.</summary>
    public string? RedirectUri { get; set; }

    public ResponseMode Mode { get; set; }

    public string? Challenge { get; set; }

    /// <summary>Of the key the code is bound to, or null.</summary>
    public string? KeyThumbprint { get; set; }

    public ScopeSet? Scopes { get; set; }

    public IReadOnlySet<string> Prompt { get; set; } = new HashSet<string>();

    public TimeSpan? MaxAge { get; set; }

    /// <summary>Whether nobody may be asked anything.</summary>
    public bool Silent => Prompt.Contains(PromptValues.None) || call.Framed;

    /// <summary>What the app is started with; null when it is started with nothing.</summary>
    public LaunchContext? Launch { get; set; }

    /// <summary>The patient in it, as the person sees it.</summary>
    public SubjectSummary? Patient { get; set; }

    /// <summary>Whether an administrator agreed in the person's place.</summary>
    public bool PreApproved { get; set; }

    public Client KnownClient => Client ?? throw Early();

    public ScopeSet KnownScopes => Scopes ?? throw Early();

    public Person KnownPerson => call.Person ?? throw Early();

    /// <summary>An error for the client, which is known by now.</summary>
    public AuthorizeOutcome Refuse(string code, string description) => Refuse(new(code, description));

    public AuthorizeOutcome Refuse(AuthorizeError error) => ToClient(
        [new("error", error.Code), new("error_description", error.Description)], error);

    public AuthorizeOutcome Answer(string code) => ToClient([new("code", code)], null);

    // State goes back as it came (RFC 6749 section 4.1.2); the endpoint adds the issuer (RFC 9207).
    private AuthorizeOutcome.ToClient ToClient(IReadOnlyList<KeyValuePair<string, string>> parameters, AuthorizeError? error) => new(
        RedirectUri ?? throw Early(),
        Mode,
        Request[AuthorizeParameters.State] is { } state ? [.. parameters, new(AuthorizeParameters.State, state)] : parameters,
        error);

    private static InvalidOperationException Early() => new("A rule runs before the one that settles what it needs.");
}
