using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Grants;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>A request with what is known about who brings it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Person">Whoever is signed in; null when nobody is.</param>
/// <param name="Resumed">Set when the request comes back from the sign-in page.</param>
/// <param name="Decision">What the person just answered on the consent page; null when not asked yet.</param>
internal sealed record AuthorizeCall(AuthorizeRequest Request, Person? Person, ResumeMark? Resumed, ConsentDecision? Decision)
{
    /// <summary>Whether the client is only handing the request in (RFC 9126).</summary>
    public bool Pushing { get; init; }
}
