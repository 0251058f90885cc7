using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Mail;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Invitations;

/// <summary>Sends the links by which people set their own password.</summary>
public sealed class SendLinks
{
    private const int LongestAddress = 254;

    private readonly MailLinks _links;
    private readonly IMailer _mailer;
    private readonly AccountStore _accounts;
    private readonly ILookupNormalizer _normalizer;
    private readonly ISecurityEvents _events;
    private readonly PlatformStorage _storage;
    private readonly PlatformIdentityOptions _options;
    private readonly TimeProvider _time;

    internal SendLinks(
        MailLinks links, IMailer mailer, AccountStore accounts, ILookupNormalizer normalizer, ISecurityEvents events, PlatformStorage storage,
        IOptions<PlatformIdentityOptions> options, TimeProvider time)
    {
        (_links, _mailer, _accounts, _normalizer) = (links, mailer, accounts, normalizer);
        (_events, _storage, _options, _time) = (events, storage, options.Value, time);
    }

    /// <summary>Whether mail goes anywhere.</summary>
    public bool Ready => _mailer.Ready;

    /// <summary>Whether it is one plain mail address.</summary>
    /// <param name="address">Any text.</param>
    public static bool IsAddress(string? address) =>
        address is { Length: > 0 and <= LongestAddress } && !address.Any(char.IsControl)
        && MailAddress.TryCreate(address, out var read) && read.Address == address;

    /// <summary>Keeps the user's address and sends the invitation: a link good for 72 hours and one use.</summary>
    /// <param name="user">The user, who was just added.</param>
    /// <param name="address">See <see cref="IsAddress"/>.</param>
    /// <param name="by">Who invites.</param>
    /// <param name="cancellationToken">Cancels before the mail is sent.</param>
    public async Task InviteAsync(Guid user, string address, Actor by, CancellationToken cancellationToken)
    {
        var account = (await _accounts.FindAsync(user, cancellationToken))!.Account;
        await using (var command = _storage.Kernel.CreateCommand("UPDATE platform.users SET email = $2, normalized_email = $3 WHERE id = $1"))
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = address });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _normalizer.NormalizeEmail(address) });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await _events.RecordAsync(
            new(SecurityEventKind.AccountChanged, account.Tenant, by, "user_invited", user.ToString(), ""), cancellationToken);
        if (await _links.CreateAsync(user, MailLinks.Invitation, cancellationToken) is { } token)
        {
            await _mailer.SendAsync(LinkText.Invitation(address, account.UserName, LinkTo(token)), cancellationToken);
        }
    }

    /// <summary>Sends a link good for one hour and one use, when there is such a user with a mail address who may sign in.</summary>
    internal async Task ResetAsync(string userName, CancellationToken cancellationToken)
    {
        if (!_mailer.Ready
            || await _accounts.FindAsync(_normalizer.NormalizeName(userName), cancellationToken) is not { } stored
            || !stored.MaySignIn(_time.GetUtcNow())
            || await AddressOfAsync(stored.Account.Id, cancellationToken) is not { } address
            || await _links.CreateAsync(stored.Account.Id, MailLinks.Reset, cancellationToken) is not { } token)
        {
            return;
        }

        var self = new Actor(ActorKind.User, stored.Account.Id.ToString(), stored.Account.UserName);
        await _events.RecordAsync(
            new(SecurityEventKind.AccountChanged, stored.Account.Tenant, self, "password_reset_asked", stored.Account.Id.ToString(), ""), cancellationToken);
        await _mailer.SendAsync(LinkText.Reset(address, LinkTo(token)), cancellationToken);
    }

    private string LinkTo(string token) => $"{_options.Issuer}{IdentityPaths.NewPasswordPage}?token={token}";

    private async Task<string?> AddressOfAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = _storage.Kernel.CreateCommand("SELECT email FROM platform.users WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }
}
