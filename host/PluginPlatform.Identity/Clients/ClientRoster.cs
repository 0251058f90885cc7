using Npgsql;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Limiting;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Signals;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Clients;

/// <summary>Lists and changes clients within an administrator's reach. What lies beyond it is answered as if it did not exist.</summary>
public sealed class ClientRoster
{
    private const int LongestPage = 200;

    private readonly PlatformStorage _storage;
    private readonly ClientTable _table;
    private readonly ClientSecrets _secrets;
    private readonly SecuritySignals _signals;
    private readonly ISecurityEvents _events;
    private readonly RequestLimitOptions _limits;

    internal ClientRoster(PlatformStorage storage, ClientTable table, ClientSecrets secrets, SecuritySignals signals, ISecurityEvents events,
        RequestLimitOptions limits) =>
        (_storage, _table, _secrets, _signals, _events, _limits) = (storage, table, secrets, signals, events, limits);

    /// <summary>Clients by id.</summary>
    /// <param name="query">Which.</param>
    /// <param name="reach">Whose clients the administrator sees.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<RegisteredClient>> ListAsync(ClientQuery query, AdminReach reach, CancellationToken cancellationToken) =>
        query.Tenant is { } wanted && !reach.Covers(wanted)
            ? []
            : await _table.ListAsync(
                reach.Tenant ?? query.Tenant, Plain(query.Search.Trim()), query.After is null ? null : Plain(query.After),
                Math.Clamp(query.Limit, 1, LongestPage), cancellationToken);

    /// <summary>Switches a client on or off. Its tokens, and those it holds for people, follow on every host within a second.</summary>
    /// <param name="id">The client's id.</param>
    /// <param name="active">On or off.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reach">How far the administrator reaches.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public Task<ChangeClientOutcome> ActivateAsync(string id, bool active, Actor by, AdminReach reach, CancellationToken cancellationToken) =>
        ChangeAsync(
            id, by, reach, active ? "client_activated" : "client_deactivated", fault: _ => null,
            async (connection, _) =>
            {
                await ClientTable.ActivateAsync(connection, id, active, cancellationToken);
                return null;
            },
            cancellationToken);

    /// <summary>Gives a client that has a secret another one; the old one opens nothing any more. Tokens run on until they expire.</summary>
    /// <param name="id">The client's id.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reach">How far the administrator reaches.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public Task<ChangeClientOutcome> NewSecretAsync(string id, Actor by, AdminReach reach, CancellationToken cancellationToken) =>
        ChangeAsync(
            id, by, reach, "client_secret_replaced",
            fault: client => client.Authentication == "client_secret" ? null : new("IDN-2040", "This client has no secret: it is public or proves itself with a key."),
            async (connection, client) =>
            {
                var secret = ClientSecrets.Generate();
                await ClientTable.SetSecretAsync(connection, client.Id, _secrets.Hash(client.Id, secret), cancellationToken);
                return secret;
            },
            cancellationToken);

    /// <summary>Says how many requests a client may make in a minute; every host follows within a second.</summary>
    /// <param name="id">The client's id.</param>
    /// <param name="perMinute">At least 1; null for the platform's limit. Beyond that limit only who runs the platform may go.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reach">How far the administrator reaches.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public Task<ChangeClientOutcome> LimitAsync(string id, int? perMinute, Actor by, AdminReach reach, CancellationToken cancellationToken) =>
        ChangeAsync(
            id, by, reach, "client_limit_changed", fault: _ => LimitFault(perMinute, reach),
            async (connection, client) =>
            {
                await ClientTable.SetLimitAsync(connection, client.Id, perMinute, cancellationToken);
                return null;
            },
            cancellationToken);

    private ChangeClientOutcome.Refused? LimitFault(int? perMinute, AdminReach reach) => perMinute switch
    {
        <= 0 => new("IDN-2042", "A limit is at least one request a minute."),
        { } many when many > _limits.Client && reach.Tenant is not null =>
            new("IDN-2042", $"More than {_limits.Client} requests a minute are given by those who run the platform."),
        _ => null,
    };

    private async Task<ChangeClientOutcome> ChangeAsync(
        string id, Actor by, AdminReach reach, string word, Func<RegisteredClient, ChangeClientOutcome.Refused?> fault,
        Func<NpgsqlConnection, RegisteredClient, Task<string?>> write, CancellationToken cancellationToken)
    {
        await using var connection = await _storage.Kernel.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await _table.FindAsync(connection, reach.Tenant, Plain(id), cancellationToken) is not { } found)
        {
            return new ChangeClientOutcome.Unknown();
        }

        if (fault(found) is { } refused)
        {
            return refused;
        }

        var secret = await write(connection, found);
        var changed = await _table.FindAsync(connection, null, found.Id, cancellationToken);

        // Before the commit: a change nobody could read about later is not made.
        await _events.RecordAsync(new(SecurityEventKind.AccountChanged, found.Tenant, by, word, found.Id, ""), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);

        // This host at once; the others hear it from the database.
        _signals.Tell(ClientStore.Signal(found.Id));
        return new ChangeClientOutcome.Changed(changed!, secret);
    }

    // PostgreSQL stores no NUL; nothing that holds one can be found.
    private static string Plain(string text) => text.Replace("\0", "\ufffd", StringComparison.Ordinal);
}
