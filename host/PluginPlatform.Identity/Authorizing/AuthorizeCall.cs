using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>A request with what is known about who brings it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Person">Whoever is signed in; null when nobody is.</param>
/// <param name="Resumed">Set when the request comes back from the sign-in page.</param>
/// <param name="Decision">What the person just answered on the consent page; null when not asked yet.</param>
internal sealed record AuthorizeCall(AuthorizeRequest Request, Person? Person, ResumeMark? Resumed, ConsentDecision? Decision)
{
    /// <summary>The person's call context: with it patients are found. Null when nobody is signed in.</summary>
    public CallContext? Context { get; init; }

    /// <summary>What the person just did on the page that asks for a patient; null when not asked yet.</summary>
    public PatientChoice? Choice { get; init; }

    /// <summary>Whether the answer would be shown in a frame: then nobody is asked anything (RFC 9700 section 4.16).</summary>
    public bool Framed { get; init; }

    /// <summary>Whether the client is only handing the request in (RFC 9126).</summary>
    public bool Pushing { get; init; }
}
