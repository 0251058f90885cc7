using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Invitations;

/// <summary>Links that set a password, used once. A new one of a kind puts the user's earlier ones of that kind out of use.</summary>
internal sealed class MailLinks(PlatformStorage storage, TimeProvider time)
{
    public const string Invitation = "invitation";
    public const string Reset = "reset";

    private const int TokenBytes = 32;

    public static readonly TimeSpan InvitationGoodFor = TimeSpan.FromHours(72);
    public static readonly TimeSpan ResetGoodFor = TimeSpan.FromHours(1);

    // So many mails an hour that somebody else can have sent to a user.
    private const int MostPerHour = 3;

    /// <summary>The token; null when the user was sent enough of them in the last hour.</summary>
    public async Task<string?> CreateAsync(Guid user, string kind, CancellationToken cancellationToken)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        await using var command = storage.Kernel.CreateCommand(
            """
            WITH few AS (SELECT count(*) < $6 AS ok FROM platform.mail_links WHERE user_id = $2 AND created_at > $7),
            old AS (UPDATE platform.mail_links SET used_at = $4 FROM few WHERE few.ok AND user_id = $2 AND kind = $3 AND used_at IS NULL)
            INSERT INTO platform.mail_links (token_hash, user_id, kind, created_at, expires_at)
            SELECT $1, $2, $3, $4, $5 FROM few WHERE few.ok
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(token) });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(At(now));
        command.Parameters.Add(At(now + (kind == Invitation ? InvitationGoodFor : ResetGoodFor)));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostPerHour });
        command.Parameters.Add(At(now - TimeSpan.FromHours(1)));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1 ? token : null;
    }

    /// <summary>Uses the link up. Null when it is none, was used, or is too old.</summary>
    public async Task<(Guid User, string Kind)?> TakeAsync(string token, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.mail_links SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING user_id, kind");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(token) });
        command.Parameters.Add(At(time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetGuid(0), reader.GetString(1)) : null;
    }

    /// <summary>The tenant of who was invited, without using the link up. Null when it is no invitation that still holds.</summary>
    public async Task<string?> TenantOfInvitationAsync(string token, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("""
            SELECT u.tenant_id FROM platform.mail_links l JOIN platform.users u ON u.id = l.user_id
            WHERE l.token_hash = $1 AND l.kind = 'invitation' AND l.used_at IS NULL AND l.expires_at > $2
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(token) });
        command.Parameters.Add(At(time.GetUtcNow()));
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>The user has set a password: whatever other link lies in a mail box opens nothing any more.</summary>
    public async Task EndAllAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("UPDATE platform.mail_links SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(At(time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Gives a link back whose new password was refused, for another try with a better one.</summary>
    public async Task ReturnAsync(string token, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("UPDATE platform.mail_links SET used_at = NULL WHERE token_hash = $1");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = HashOf(token) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
