namespace PluginPlatform.Identity.Users;

/// <summary>What came of adding a user.</summary>
public abstract record AddUserOutcome
{
    private AddUserOutcome()
    {
    }

    /// <summary>Added.</summary>
    /// <param name="Id">The user's id.</param>
    /// <param name="UserName">The user name.</param>
    /// <param name="Tenant">The tenant.</param>
    /// <param name="Roles">The roles.</param>
    /// <param name="GeneratedPassword">The generated password, shown now and never again; null when one was given.</param>
    public sealed record Added(
        Guid Id, string UserName, string Tenant, IReadOnlyList<string> Roles, string? GeneratedPassword) : AddUserOutcome;

    /// <summary>Not added; nothing was written.</summary>
    /// <param name="Code">Stable: <c>IDN-2011</c> tenant, <c>IDN-2012</c> role, <c>IDN-2013</c> name taken, <c>IDN-2014</c> name
    /// or password against the rules.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : AddUserOutcome;
}
