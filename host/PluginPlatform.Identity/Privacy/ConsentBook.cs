using Npgsql;
using PluginPlatform.Identity.Access;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Privacy;

/// <summary>
/// What data subjects decided about their data. The database keeps a denial on every table that says whose a row is, from
/// the statement after the commit on, on every host.
/// </summary>
public sealed class ConsentBook
{
    private const int LongestNote = 400;

    private readonly ConsentTable _table;
    private readonly UserRoster _users;
    private readonly ISecurityEvents _events;
    private readonly TimeProvider _time;

    internal ConsentBook(ConsentTable table, UserRoster users, ISecurityEvents events, TimeProvider time) =>
        (_table, _users, _events, _time) = (table, users, events, time);

    /// <summary>A data subject's decisions, standing ones first, at most 500.</summary>
    /// <param name="call">Who asks, in the tenant; sees only consents of patients the call sees.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when the call does not see the patient.</returns>
    public async Task<IReadOnlyList<SubjectConsent>?> ListAsync(CallContext call, string subject, CancellationToken cancellationToken) =>
        SubjectId.IsValid(subject) && await _table.SeesAsync(call, subject, cancellationToken)
            ? await _table.ListAsync(call.Tenant, subject, cancellationToken)
            : null;

    /// <summary>Gives a decision; the one about the same party that stood before is withdrawn by it.</summary>
    /// <param name="call">Who writes it down, in the tenant; one whom the patient keeps out changes nothing.</param>
    /// <param name="given">The decision.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<ConsentOutcome> GiveAsync(CallContext call, NewConsent given, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var note = given.Note?.Trim() ?? "";
        if (!SubjectId.IsValid(given.Subject))
        {
            return new ConsentOutcome.Refused("CON-3002", SubjectId.Rule);
        }

        if (given.Decision is not ("deny" or "permit") || given.Until <= now || note.Length > LongestNote || note.Any(char.IsControl))
        {
            return new ConsentOutcome.Refused("CON-3004", $"Decide deny or permit, with an end in the future or none, and a note of at most {LongestNote} characters.");
        }

        if (!await _table.SeesAsync(call, given.Subject, cancellationToken))
        {
            return new ConsentOutcome.Unknown();
        }

        if (await PartyAsync(call.Tenant, given.Party, cancellationToken) is not { } party)
        {
            return new ConsentOutcome.Refused(
                "CON-3003", $"Name {ConsentParty.Treatment}, role:provider, role:nurse, user:<name>, {ConsentParty.Research}, {ConsentParty.EveryClient} or client:<id>, as they are in this tenant.");
        }

        var consent = new SubjectConsent(
            Guid.CreateVersion7(now), given.Subject, party, given.Decision, note, now, given.Until?.ToUniversalTime(), call.Actor.Name, null, null);
        return await WriteAsync(call, consent, cancellationToken);
    }

    /// <summary>Withdraws a decision at once; the record of it stays.</summary>
    /// <param name="call">Who withdraws it, in the tenant.</param>
    /// <param name="id">The consent's id.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<ConsentOutcome> WithdrawAsync(CallContext call, Guid id, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(call.Tenant, id, cancellationToken) is not { WithdrawnAt: null } found
            || !await _table.SeesAsync(call, found.Subject, cancellationToken))
        {
            return new ConsentOutcome.Unknown();
        }

        await RecordAsync(call, found, "consent_withdrawn", cancellationToken);
        return await _table.WithdrawAsync(call.Tenant, id, _time.GetUtcNow(), call.Actor.Name, cancellationToken) is { } withdrawn
            ? new ConsentOutcome.Written(withdrawn)
            : new ConsentOutcome.Unknown();
    }

    /// <summary>The denials that keep these parties from a data subject, emergency access aside.</summary>
    internal async Task<IReadOnlyList<SubjectConsent>> DenialsAsync(string tenant, string subject, string parties, CancellationToken cancellationToken) =>
        parties.Length == 0
            ? []
            : [.. (await _table.RulingAsync(tenant, subject, parties, cancellationToken)).Where(consent => consent.Decision == "deny")];

    private async Task<ConsentOutcome> WriteAsync(CallContext call, SubjectConsent consent, CancellationToken cancellationToken)
    {
        await RecordAsync(call, consent, $"consent_{consent.Decision}", cancellationToken);
        try
        {
            await _table.WriteAsync(call.Tenant, consent, cancellationToken);
            return new ConsentOutcome.Written(consent);
        }
        catch (PostgresException same) when (same.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return new ConsentOutcome.Refused("CON-3005", "Somebody changed the same consent at the same moment. Look at it and try again.");
        }
    }

    /// <returns>As the database keeps it; null when there is no such party in the tenant.</returns>
    private async Task<string?> PartyAsync(string tenant, string party, CancellationToken cancellationToken)
    {
        if (party is ConsentParty.Treatment or ConsentParty.EveryClient or ConsentParty.Research || Roles.Clinical.Select(ConsentParty.Role).Contains(party))
        {
            return party;
        }

        return party.Split(':', 2) switch
        {
            ["user", { Length: > 0 } name] => await _users.FindAsync(name, new AdminReach(tenant, null), cancellationToken) is { } user
                ? ConsentParty.User(user.Id.ToString()) : null,
            ["client", { Length: > 0 } client] => await _table.IsClientAsync(tenant, client, cancellationToken) ? ConsentParty.Client(client) : null,
            _ => null,
        };
    }

    private Task RecordAsync(CallContext call, SubjectConsent consent, string word, CancellationToken cancellationToken) => _events.RecordAsync(
        new(SecurityEventKind.ConsentChanged, call.Tenant, call.Actor, $"{word} {consent.Party}", call.RequestId, "") { Subject = consent.Subject }, cancellationToken);
}
