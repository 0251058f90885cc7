using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Tenants;

/// <summary>Lists tenants, suspends and resumes them, keeps their settings.</summary>
public sealed class TenantLife
{
    private const int MostHosts = 20;

    private readonly TenantTable _table;
    private readonly TenantStates _states;
    private readonly ISecurityEvents _events;

    internal TenantLife(TenantTable table, TenantStates states, ISecurityEvents events) => (_table, _states, _events) = (table, states, events);

    /// <summary>Every tenant, tombstones included, by id.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<IReadOnlyList<TenantEntry>> ListAsync(CancellationToken cancellationToken) => _table.ListAsync(cancellationToken);

    /// <summary>One tenant, or null.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<TenantEntry?> FindAsync(string id, CancellationToken cancellationToken) => _table.FindAsync(id, cancellationToken);

    /// <summary>Ends sign-in, tokens (within a second) and circuits (within a minute) of a tenant; its data stays.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="reason">Why; at least 4 characters.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="own">The tenant of who does it, which must not be the one; null for the operator.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public async Task<TenantOutcome> SuspendAsync(string id, string reason, Actor by, string? own, CancellationToken cancellationToken) =>
        id == own
            ? new TenantOutcome.Refused("TEN-2002", "This is your own tenant: you would shut yourself out.")
            : await MoveAsync(id, reason, by, "active", "suspended", cancellationToken);

    /// <summary>Opens a suspended tenant again.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="reason">Why; at least 4 characters.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public Task<TenantOutcome> ResumeAsync(string id, string reason, Actor by, CancellationToken cancellationToken) =>
        MoveAsync(id, reason, by, "suspended", "active", cancellationToken);

    /// <summary>Replaces a tenant's settings.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="settings">All of them.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public async Task<TenantOutcome> SetAsync(string id, TenantSettings settings, Actor by, CancellationToken cancellationToken)
    {
        if (settings.Hosts.Count > MostHosts || settings.Hosts.Any(host => Uri.CheckHostName(host) == UriHostNameType.Unknown) || settings.BreakGlassMinutes is < 5 or > 1440)
        {
            return new TenantOutcome.Refused("TEN-2006", $"At most {MostHosts} host names without port, and 5 to 1440 minutes of emergency access.");
        }

        if (await _table.FindAsync(id, cancellationToken) is null)
        {
            return new TenantOutcome.Unknown();
        }

        await RecordAsync(id, by, "tenant_settings", cancellationToken);
        var lower = settings with { Hosts = [.. settings.Hosts.Select(host => host.ToLowerInvariant()).Distinct()] };
        return await _table.SetAsync(id, lower, cancellationToken)
            ? await ChangedAsync(id)
            : new TenantOutcome.Refused("TEN-2006", "A host name stands for another tenant already.");
    }

    /// <summary>Notes that a tenant is about to be exported.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="reason">Why; at least 4 characters.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before it is noted.</param>
    /// <returns><see cref="TenantOutcome.Changed"/> with the tenant to export, once the trail says so.</returns>
    public async Task<TenantOutcome> ExportableAsync(string id, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (ReasonFault(reason) is { } fault)
        {
            return fault;
        }

        switch (await _table.FindAsync(id, cancellationToken))
        {
            case null:
                return new TenantOutcome.Unknown();
            case { State: "active" or "suspended" } found:
                await RecordAsync(id, by, $"tenant_exported: {reason.Trim()}", cancellationToken);
                return new TenantOutcome.Changed(found);
            case var gone:
                return new TenantOutcome.Refused("TEN-2001", $"The tenant is {gone.State}; there is nothing whole to export.");
        }
    }

    internal Task RecordAsync(string id, Actor by, string word, CancellationToken cancellationToken) =>
        _events.RecordAsync(new(SecurityEventKind.TenantChanged, id, by, word, id, ""), cancellationToken);

    internal async Task<TenantOutcome> ChangedAsync(string id)
    {
        // Whatever comes of the caller, this host knows of the change at once.
        await _states.RefreshAsync(CancellationToken.None);
        return new TenantOutcome.Changed((await _table.FindAsync(id, CancellationToken.None))!);
    }

    internal static TenantOutcome.Refused? ReasonFault(string reason) =>
        reason.Trim().Length is >= 4 and <= 400 ? null : new("TEN-2005", "Say why, in 4 to 400 characters; it goes into the audit trail.");

    private async Task<TenantOutcome> MoveAsync(string id, string reason, Actor by, string from, string to, CancellationToken cancellationToken)
    {
        if (ReasonFault(reason) is { } fault)
        {
            return fault;
        }

        if (await _table.FindAsync(id, cancellationToken) is not { } found)
        {
            return new TenantOutcome.Unknown();
        }

        if (found.State != from)
        {
            return new TenantOutcome.Refused("TEN-2001", $"The tenant is {found.State}, not {from}.");
        }

        await RecordAsync(id, by, $"tenant_{to}: {reason.Trim()}", cancellationToken);
        return await _table.MoveAsync(id, [from], to, cancellationToken)
            ? await ChangedAsync(id)
            : new TenantOutcome.Refused("TEN-2001", "The tenant's state was changed by somebody else at the same moment.");
    }
}
