namespace PluginPlatform.Identity.EndSession;

/// <summary>What a logout request comes to: whose session, and where to go afterwards.</summary>
/// <param name="Hint">The proved ID token; null when none was given.</param>
/// <param name="Next">The client's address with the state; null to stay here.</param>
/// <param name="Fault">Why the request is refused; null when it is not.</param>
internal sealed record LogoutPlan(LoggedIn? Hint, string? Next, string? Fault)
{
    public static LogoutPlan Refused(string fault) => new(null, null, fault);
}
