using System.Text.Json;
using Npgsql;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Pushing;

/// <summary>The table of pushed requests.</summary>
internal sealed class PushedRequests(PlatformStorage storage, TimeProvider time)
{
    /// <summary>RFC 9126 section 2.2. Long enough for a person to sign in.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    private const string Prefix = "urn:ietf:params:oauth:request_uri:";

    public static bool IsOne(string requestUri) =>
        requestUri.StartsWith(Prefix, StringComparison.Ordinal) && requestUri.Length <= Prefix.Length + OpaqueToken.Longest;

    /// <summary>Keeps the request; returns its address.</summary>
    public async Task<string> KeepAsync(Client client, AuthorizeRequest request, CancellationToken cancellationToken)
    {
        var token = OpaqueToken.Make();
        var now = time.GetUtcNow();
        await using var batch = storage.Kernel.CreateBatch();
        var insert = new NpgsqlBatchCommand(
            "INSERT INTO platform.pushed_requests (request_hash, client_id, parameters, expires_at) VALUES ($1, $2, $3, $4)");
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(Prefix + token) });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client.Id });
        insert.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = JsonSerializer.Serialize(
                request.Parameters.Select(parameter => new[] { parameter.Key, parameter.Value }).ToArray(), AuthorizeJson.Default.StringArrayArray),
        });
        insert.Parameters.Add(SqlMoment.Of(now + GoodFor));
        batch.BatchCommands.Add(insert);
        var purge = new NpgsqlBatchCommand("DELETE FROM platform.pushed_requests WHERE expires_at < $1");
        purge.Parameters.Add(SqlMoment.Of(now));
        batch.BatchCommands.Add(purge);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return Prefix + token;
    }

    /// <summary>Null when it is unknown, another client's, too old, or used.</summary>
    public async Task<AuthorizeRequest?> FindAsync(string requestUri, string client, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT parameters FROM platform.pushed_requests
            WHERE request_hash = $1 AND client_id = $2 AND expires_at > $3 AND used_at IS NULL
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(requestUri) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        return await command.ExecuteScalarAsync(cancellationToken) is string text
            && JsonSerializer.Deserialize(text, AuthorizeJson.Default.StringArrayArray) is { } pairs
                ? new([.. pairs.Select(pair => KeyValuePair.Create(pair[0], pair[1]))])
                : null;
    }

    /// <summary>Uses it up. False when somebody was faster.</summary>
    public async Task<bool> UseAsync(string requestUri, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.pushed_requests SET used_at = $2 WHERE request_hash = $1 AND used_at IS NULL");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(requestUri) });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
