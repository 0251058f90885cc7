using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Subjects;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>What comes of an authorization request.</summary>
internal abstract record AuthorizeOutcome
{
    private AuthorizeOutcome()
    {
    }

    /// <summary>RFC 6749 section 4.1.2.1: told to the person, because there is nobody trustworthy to redirect to.</summary>
    public sealed record Shown(AuthorizeError Error) : AuthorizeOutcome;

    /// <summary>An answer for the client, a code or an error, at its registered address.</summary>
    public sealed record ToClient(
        string RedirectUri, ResponseMode Mode, IReadOnlyList<KeyValuePair<string, string>> Parameters, AuthorizeError? Error) : AuthorizeOutcome;

    /// <summary>The person has to sign in, and then comes back.</summary>
    public sealed record SignIn : AuthorizeOutcome;

    /// <summary>The person has to be asked.</summary>
    public sealed record AskConsent(Client Client, Person Person, ScopeSet Scopes, string RedirectUri) : AuthorizeOutcome
    {
        /// <summary>The patient in context, if any.</summary>
        public SubjectSummary? Patient { get; init; }
    }

    /// <summary>The person has to say which patient.</summary>
    /// <param name="Client">Who asks.</param>
    /// <param name="Person">Who is asked.</param>
    /// <param name="Directory">Where the person finds patients.</param>
    /// <param name="RedirectUri">Where the answer goes.</param>
    /// <param name="Gone">Whether the one chosen is not there for this person.</param>
    public sealed record AskPatient(Client Client, Person Person, ISubjectDirectory Directory, string RedirectUri, bool Gone) : AuthorizeOutcome;
}
