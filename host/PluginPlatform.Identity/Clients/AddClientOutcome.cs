namespace PluginPlatform.Identity.Clients;

/// <summary>What came of registering a client.</summary>
public abstract record AddClientOutcome
{
    private AddClientOutcome()
    {
    }

    /// <summary>Registered.</summary>
    /// <param name="Id">The client's id.</param>
    /// <param name="Tenant">Its tenant.</param>
    /// <param name="Secret">Its secret: shown now and never again. Empty for a client that has none.</param>
    /// <param name="Grants">Its grant types.</param>
    /// <param name="Scopes">Its scopes.</param>
    public sealed record Added(
        string Id, string Tenant, string Secret, IReadOnlyList<string> Grants, IReadOnlyList<string> Scopes)
        : AddClientOutcome;

    /// <summary>Not registered; nothing was written.</summary>
    /// <param name="Code">Stable, for example <c>IDN-2001</c>.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : AddClientOutcome;
}
