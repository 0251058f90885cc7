using PluginPlatform.Identity.Grants;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>When a request was sent to the sign-in page, and in which session, if any.</summary>
internal sealed record ResumeMark(DateTimeOffset At, Guid? Session)
{
    /// <summary>Whether the person has signed in since.</summary>
    public bool IsAnsweredBy(Person person) => person.Session != Session && person.AuthenticatedAt >= At;
}
