namespace PluginPlatform.Identity.Mail;

/// <summary>
/// Sends mail. Register another one before <see cref="PlatformIdentityExtensions.AddPlatformIdentity"/> to hand mail to an
/// organisation's own server.
/// </summary>
public interface IMailer
{
    /// <summary>Whether mail goes anywhere: without, nobody is invited and no password is reset by mail.</summary>
    bool Ready { get; }

    /// <summary>Hands one mail over. Its text holds a link that opens an account: it belongs in no log.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="cancellationToken">Cancels before it is handed over.</param>
    Task SendAsync(MailMessage message, CancellationToken cancellationToken);
}
