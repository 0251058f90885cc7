using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Privacy;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Access;

/// <summary>Emergency access outside the care team: a reason, one data subject, a while; recorded before it opens.</summary>
public sealed class BreakGlass
{
    private const int LongestReason = 400;

    private readonly PlatformStorage _storage;
    private readonly TenantTable _tenants;
    private readonly TenantStates _states;
    private readonly ConsentBook _consents;
    private readonly ISecurityEvents _events;
    private readonly TimeProvider _time;
    private readonly ILogger<BreakGlass> _logger;

    internal BreakGlass(
        PlatformStorage storage, TenantTable tenants, TenantStates states, ConsentBook consents, ISecurityEvents events, TimeProvider time,
        ILogger<BreakGlass> logger) =>
        (_storage, _tenants, _states, _consents, _events, _time, _logger) = (storage, tenants, states, consents, events, time, logger);

    /// <summary>Opens one data subject to the caller for as long as the tenant says.</summary>
    /// <param name="call">The caller; only one who is kept to a care team, or out by a consent, has a glass to break.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="reason">10 to 400 characters.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<AccessOutcome> OpenAsync(CallContext call, string subject, string reason, CancellationToken cancellationToken)
    {
        var why = reason.Trim();
        if (why.Length is < 10 or > LongestReason || why.Any(char.IsControl))
        {
            return new AccessOutcome.Refused("ACC-3004", "Give the reason in 10 to 400 characters; it is reported.");
        }

        if (!SubjectId.IsValid(subject))
        {
            return new AccessOutcome.Refused("ACC-3002", SubjectId.Rule);
        }

        var settings = (await _tenants.FindAsync(call.Tenant, cancellationToken))!.Settings;
        if (!Guid.TryParse(call.Actor.Id, out var user))
        {
            return NothingToBreak();
        }

        return await FaultAsync(call, subject, settings, cancellationToken) is { } fault ? fault : await OpenAsync(call, user, subject, why, settings, cancellationToken);
    }

    /// <summary>Whether a patient's consent keeps the caller out and the tenant lets emergency access open it all the same.</summary>
    /// <param name="call">The caller.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<bool> OverridesConsentAsync(CallContext call, string subject, CancellationToken cancellationToken) =>
        SubjectId.IsValid(subject)
        && await _tenants.FindAsync(call.Tenant, cancellationToken) is { Settings.BreakGlassOverConsent: true }
        && (await _consents.DenialsAsync(call.Tenant, subject, call.Parties, cancellationToken)).Any(IsOverridden);

    /// <summary>Emergency access concerns treatment; what is denied to a program stays denied.</summary>
    internal static bool IsOverridden(SubjectConsent denial) => !denial.Party.StartsWith("client:", StringComparison.Ordinal) && denial.Party != ConsentParty.Research;

    private async Task<AccessOutcome.Refused?> FaultAsync(CallContext call, string subject, TenantSettings settings, CancellationToken cancellationToken)
    {
        var denials = await _consents.DenialsAsync(call.Tenant, subject, call.Parties, cancellationToken);
        return denials.Count == 0 ? call.View.IsCareTeam ? null : NothingToBreak()
            : settings.BreakGlassOverConsent && denials.All(IsOverridden) ? null
            : new("ACC-3006", "The patient's consent keeps you out, and emergency access does not open that here.");
    }

    private static AccessOutcome.Refused NothingToBreak() =>
        new("ACC-3005", "Your access does not depend on a care team; there is nothing to break.");

    private async Task<AccessOutcome> OpenAsync(
        CallContext call, Guid user, string subject, string why, TenantSettings settings, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var access = new EmergencyAccess(
            Guid.CreateVersion7(now), user, call.Actor.Name, subject, why, now, now.AddMinutes(settings.BreakGlassMinutes));
        await _events.RecordAsync(
            new(SecurityEventKind.GlassBroken, call.Tenant, call.Actor, why, call.RequestId, "") { Subject = subject }, cancellationToken);
        _logger.GlassBroken(call.Actor.Id, call.Tenant);
        await WriteAsync(call.Tenant, access, cancellationToken);
        await _states.RefreshAsync(CancellationToken.None);
        return new AccessOutcome.Opened(access);
    }

    /// <summary>The report: emergency accesses of a tenant, newest first.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="since">Not before.</param>
    /// <param name="limit">At most this many, 1 to 1000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<IReadOnlyList<EmergencyAccess>> ListAsync(string tenant, DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        _storage.OpenKernel(tenant).ReadAsync(
            "SELECT id, user_id, user_name, subject, reason, at, until_at FROM platform.break_glass WHERE at >= $1 ORDER BY at DESC, id DESC LIMIT $2",
            [At(since), new NpgsqlParameter<int> { TypedValue = Math.Clamp(limit, 1, 1000) }], ReadAsync, cancellationToken);

    private Task<bool> WriteAsync(string tenant, EmergencyAccess access, CancellationToken cancellationToken) => _storage.OpenKernel(tenant).ReadAsync(
        "INSERT INTO platform.break_glass (id, user_id, user_name, subject, reason, at, until_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            new NpgsqlParameter<Guid> { TypedValue = access.Id }, new NpgsqlParameter<Guid> { TypedValue = access.User },
            new NpgsqlParameter<string> { TypedValue = access.UserName }, new NpgsqlParameter<string> { TypedValue = access.Subject },
            new NpgsqlParameter<string> { TypedValue = access.Reason }, At(access.At), At(access.Until),
        ],
        (_, _) => Task.FromResult(true), cancellationToken);

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) => new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static async Task<IReadOnlyList<EmergencyAccess>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var list = new List<EmergencyAccess>();
        while (await reader.ReadAsync(cancellationToken))
        {
            list.Add(new(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6)));
        }

        return list;
    }
}
