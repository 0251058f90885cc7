using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Passkeys;

/// <summary>
/// Keeps a challenge between the question and the answer: sealed in the browser that was asked, and good for one answer, of
/// whatever kind (Web Authentication section 13.4.3).
/// </summary>
internal sealed class PasskeyChallenges(SealedCookie cookies, PlatformStorage storage, TimeProvider time)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    public void Put(HttpContext context, string kind, string state) => cookies.Write(context, kind, new Note(state), GoodFor);

    /// <summary>Null when this browser was not asked, or answered already.</summary>
    public async Task<string?> TakeAsync(HttpContext context, string kind, CancellationToken cancellationToken)
    {
        if (cookies.Read<Note>(context, kind) is not { State: var state })
        {
            return null;
        }

        cookies.Clear(context, kind);
        var now = time.GetUtcNow();
        await using var batch = storage.Kernel.CreateBatch();
        var use = new NpgsqlBatchCommand(
            "INSERT INTO platform.used_challenges (challenge_hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true");
        use.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = SHA256.HashData(Encoding.UTF8.GetBytes(state)) });
        use.Parameters.Add(At(now + GoodFor));
        batch.BatchCommands.Add(use);
        var purge = new NpgsqlBatchCommand("DELETE FROM platform.used_challenges WHERE expires_at < $1");
        purge.Parameters.Add(At(now));
        batch.BatchCommands.Add(purge);
        return await batch.ExecuteScalarAsync(cancellationToken) is true ? state : null;
    }

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private sealed record Note(string State);
}
