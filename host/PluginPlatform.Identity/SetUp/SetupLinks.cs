using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.SetUp;

/// <summary>
/// One-time links that make the first administrator of an installation that has none. The host prints one at start; only
/// the token's hash is kept.
/// </summary>
public sealed class SetupLinks
{
    private const int TokenBytes = 32;

    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    private readonly PlatformStorage _storage;
    private readonly AccountStore _accounts;
    private readonly PlatformIdentityOptions _options;
    private readonly TimeProvider _time;

    internal SetupLinks(
        PlatformStorage storage, AccountStore accounts, IOptions<PlatformIdentityOptions> options, TimeProvider time) =>
        (_storage, _accounts, _options, _time) = (storage, accounts, options.Value, time);

    /// <summary>Makes a link, good for one hour and one use.</summary>
    /// <param name="cancellationToken">Cancels before the link is stored.</param>
    /// <returns>Null when there is an administrator already.</returns>
    public async Task<Uri?> CreateIfNeededAsync(CancellationToken cancellationToken)
    {
        if (await _accounts.AnyoneHasAsync(Roles.SuperAdmin, cancellationToken))
        {
            return null;
        }

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await using var command = _storage.Kernel.CreateCommand(
            "INSERT INTO platform.setup_links (token_hash, expires_at) VALUES ($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(token) });
        command.Parameters.Add(At(_time.GetUtcNow() + GoodFor));
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new($"{_options.Issuer}{IdentityPaths.Setup}?token={token}");
    }

    /// <summary>Whether the link may still be used: not used, not expired, and nobody administers yet.</summary>
    internal async Task<bool> IsOpenAsync(string token, CancellationToken cancellationToken)
    {
        await using var command = _storage.Kernel.CreateCommand(
            "SELECT EXISTS (SELECT FROM platform.setup_links WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2)");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(token) });
        command.Parameters.Add(At(_time.GetUtcNow()));
        return await command.ExecuteScalarAsync(cancellationToken) is true
            && !await _accounts.AnyoneHasAsync(Roles.SuperAdmin, cancellationToken);
    }

    /// <summary>Uses the link up. False when somebody was faster, or it was not open.</summary>
    internal async Task<bool> TakeAsync(string token, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(token, cancellationToken))
        {
            return false;
        }

        await using var command = _storage.Kernel.CreateCommand(
            "UPDATE platform.setup_links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(token) });
        command.Parameters.Add(At(_time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Gives a link back whose administrator could not be made, for another try with a better password.</summary>
    internal async Task ReturnAsync(string token, CancellationToken cancellationToken)
    {
        await using var command = _storage.Kernel.CreateCommand("UPDATE platform.setup_links SET used_at = NULL WHERE token_hash = $1");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(token) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static byte[] HashOf(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
