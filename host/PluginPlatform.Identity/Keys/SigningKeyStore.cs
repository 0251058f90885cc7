using System.Collections.Immutable;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Keys;

/// <summary>The table of signing keys. Private parts are encrypted with the master key, bound to their key id.</summary>
internal sealed class SigningKeyStore(PlatformStorage storage)
{
    public async Task<ImmutableArray<SigningKey>> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await storage.Kernel.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, now, cancellationToken);
    }

    /// <summary>Makes a key of every algorithm of which none signs now. Hosts that start together agree on one.</summary>
    public async Task<ImmutableArray<SigningKey>> EnsureAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await storage.Kernel.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        var keys = await ReadAsync(connection, now, cancellationToken);
        var missing = SigningAlgorithms.All.Where(algorithm => !keys.Any(key => key.Algorithm == algorithm && key.SignsAt(now))).ToList();
        foreach (var algorithm in missing)
        {
            await InsertAsync(connection, algorithm, now, now, cancellationToken);
        }

        if (missing.Count > 0)
        {
            keys = await ReadAsync(connection, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return keys;
    }

    /// <summary>Makes the next key of each algorithm that is due, and says when the old ones stop. Hosts take turns.</summary>
    /// <returns>How many were made.</returns>
    public async Task<int> RotateAsync(KeyRotation rotation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await storage.Kernel.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await LockAsync(connection, cancellationToken);
        var ring = new KeyRing(await ReadAsync(connection, now, cancellationToken), now);
        var due = SigningAlgorithms.All.Where(algorithm => IsDue(ring, algorithm, rotation, now)).ToList();
        foreach (var algorithm in due)
        {
            await RetireAsync(connection, algorithm, now + rotation.Lead + rotation.Keep, cancellationToken);
            var lead = ring.SigningAt(now, algorithm) is null ? TimeSpan.Zero : rotation.Lead;
            await InsertAsync(connection, algorithm, now, now + lead, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }

    // With a lead, one next key at a time: rotating twice in a row must not retire a key that has never signed.
    private static bool IsDue(KeyRing ring, string algorithm, KeyRotation rotation, DateTimeOffset now)
    {
        var waits = ring.Keys.Any(key => key.Algorithm == algorithm && key.ActiveFrom > now);
        return (!waits || rotation.Lead == TimeSpan.Zero) && (ring.SigningAt(now, algorithm)?.ActiveFrom ?? DateTimeOffset.MinValue) <= rotation.OlderThan;
    }

    private static async Task RetireAsync(
        NpgsqlConnection connection, string algorithm, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "UPDATE platform.signing_keys SET retired_at = $2 WHERE algorithm = $1 AND (retired_at IS NULL OR retired_at > $2)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = algorithm });
        command.Parameters.Add(At(at));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var take = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('platform.signing_keys', 0))", connection);
        await take.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task InsertAsync(
        NpgsqlConnection connection, string algorithm, DateTimeOffset now, DateTimeOffset activeFrom, CancellationToken cancellationToken)
    {
        using var pair = KeyPair.Make(algorithm);
        var kid = Base64UrlEncoder.Encode(KeyPair.KeyOf(pair).ComputeJwkThumbprint());
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO platform.signing_keys (kid, algorithm, public_key, private_key, created_at, active_from)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kid });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = algorithm });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = pair.ExportSubjectPublicKeyInfo() });
        command.Parameters.Add(new NpgsqlParameter<byte[]>
        {
            TypedValue = storage.MasterKey.Encrypt(Purpose(kid), pair.ExportPkcs8PrivateKey()),
        });
        command.Parameters.Add(At(now));
        command.Parameters.Add(At(activeFrom));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private async Task<ImmutableArray<SigningKey>> ReadAsync(
        NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT kid, algorithm, private_key, active_from, retired_at FROM platform.signing_keys
            WHERE retired_at IS NULL OR retired_at > $1
            """,
            connection);
        command.Parameters.Add(At(now));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = ImmutableArray.CreateBuilder<SigningKey>();
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(Open(reader));
        }

        return keys.ToImmutable();
    }

    private SigningKey Open(NpgsqlDataReader reader)
    {
        var kid = reader.GetString(0);

        var algorithm = reader.GetString(1);

        // Lives as long as the ring that holds it, and tokens may be signed with it meanwhile: the collector closes it.
        var key = KeyPair.KeyOf(KeyPair.Open(algorithm, storage.MasterKey.Decrypt(Purpose(kid), reader.GetFieldValue<byte[]>(2))));
        key.KeyId = kid;
        return new(
            kid,
            algorithm,
            key,
            reader.GetFieldValue<DateTimeOffset>(3),
            reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4));
    }

    private static string Purpose(string kid) => $"identity:signing-key:{kid}";
}
