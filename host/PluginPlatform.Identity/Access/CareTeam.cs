using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Access;

/// <summary>Who is in whose care team. Every statement runs as the tenant's, under row-level security.</summary>
public sealed class CareTeam
{
    private const int MostListed = 500;

    private readonly PlatformStorage _storage;
    private readonly UserRoster _users;
    private readonly ISecurityEvents _events;
    private readonly TimeProvider _time;

    internal CareTeam(PlatformStorage storage, UserRoster users, ISecurityEvents events, TimeProvider time) =>
        (_storage, _users, _events, _time) = (storage, users, events, time);

    /// <summary>Relations of a tenant, at most 500.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">Only those to this data subject, or null.</param>
    /// <param name="user">Only those of this user id, or null.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<IReadOnlyList<CareRelation>> ListAsync(string tenant, string? subject, Guid? user, CancellationToken cancellationToken) =>
        _storage.OpenKernel(tenant).ReadAsync(
            """
            SELECT c.user_id, coalesce(u.user_name, ''), c.subject, c.from_at, c.until_at, c.set_by
            FROM platform.care_relation c LEFT JOIN platform.users u ON u.id = c.user_id
            WHERE ($1::text IS NULL OR c.subject = $1) AND ($2::uuid IS NULL OR c.user_id = $2)
            ORDER BY c.subject, c.user_id LIMIT $3
            """,
            [Nullable(NpgsqlDbType.Text, subject), Nullable(NpgsqlDbType.Uuid, user), new NpgsqlParameter<int> { TypedValue = MostListed }],
            ReadAsync, cancellationToken);

    /// <summary>Puts a user into a data subject's care team, or changes the period.</summary>
    /// <param name="user">Id or user name, within reach.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="from">Null for now.</param>
    /// <param name="until">Null for no end.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reach">How far the administrator reaches.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<AccessOutcome> SetAsync(
        string user, string subject, DateTimeOffset? from, DateTimeOffset? until, Actor by, AdminReach reach, CancellationToken cancellationToken)
    {
        var start = from ?? _time.GetUtcNow();
        if (!SubjectId.IsValid(subject))
        {
            return new AccessOutcome.Refused("ACC-3002", SubjectId.Rule);
        }

        if (until <= start)
        {
            return new AccessOutcome.Refused("ACC-3003", "The period ends before it begins.");
        }

        if (await _users.FindAsync(user, reach, cancellationToken) is not { } found)
        {
            return Unknown();
        }

        await RecordAsync(found, subject, by, "care_team_set", cancellationToken);
        await _storage.OpenKernel(found.Tenant).ReadAsync(
            """
            INSERT INTO platform.care_relation (user_id, subject, from_at, until_at, set_by) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, user_id, subject) DO UPDATE SET from_at = excluded.from_at, until_at = excluded.until_at, set_by = excluded.set_by
            """,
            [
                new NpgsqlParameter<Guid> { TypedValue = found.Id }, new NpgsqlParameter<string> { TypedValue = subject },
                Nullable(NpgsqlDbType.TimestampTz, start.ToUniversalTime()), Nullable(NpgsqlDbType.TimestampTz, until?.ToUniversalTime()),
                new NpgsqlParameter<string> { TypedValue = by.Name },
            ],
            (_, _) => Task.FromResult(true), cancellationToken);
        return new AccessOutcome.Related(new(found.Id, found.UserName, subject, start, until, by.Name));
    }

    /// <summary>Takes a user out of a data subject's care team at once.</summary>
    /// <param name="user">Id or user name, within reach.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reach">How far the administrator reaches.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<AccessOutcome> EndAsync(string user, string subject, Actor by, AdminReach reach, CancellationToken cancellationToken)
    {
        if (await _users.FindAsync(user, reach, cancellationToken) is not { } found
            || (await ListAsync(found.Tenant, subject, found.Id, cancellationToken)).Count == 0)
        {
            return Unknown();
        }

        await RecordAsync(found, subject, by, "care_team_ended", cancellationToken);
        await _storage.OpenKernel(found.Tenant).ReadAsync(
            "DELETE FROM platform.care_relation WHERE user_id = $1 AND subject = $2",
            [new NpgsqlParameter<Guid> { TypedValue = found.Id }, new NpgsqlParameter<string> { TypedValue = subject }],
            (_, _) => Task.FromResult(true), cancellationToken);
        return new AccessOutcome.Ended();
    }

    private Task RecordAsync(UserEntry user, string subject, Actor by, string word, CancellationToken cancellationToken) => _events.RecordAsync(
        new(SecurityEventKind.AccessChanged, user.Tenant, by, word, user.Id.ToString(), "") { Subject = subject }, cancellationToken);

    private static AccessOutcome.Refused Unknown() => new("ACC-3001", "There is no such user or relation.");

    private static NpgsqlParameter Nullable(NpgsqlDbType type, object? value) => new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    private static async Task<IReadOnlyList<CareRelation>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var relations = new List<CareRelation>();
        while (await reader.ReadAsync(cancellationToken))
        {
            relations.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5)));
        }

        return relations;
    }
}
