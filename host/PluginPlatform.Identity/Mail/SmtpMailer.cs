using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace PluginPlatform.Identity.Mail;

/// <summary>Hands mail to the organisation's server; never in the clear to another machine.</summary>
internal sealed class SmtpMailer(IOptions<PlatformIdentityOptions> options) : IMailer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public bool Ready => true;

    public static bool IsUsable(PlatformIdentityOptions options) => options.Smtp is not { } smtp
        || (smtp.Host.Length > 0 && smtp.Port is > 0 and < 65536 && MailboxAddress.TryParse(smtp.From, out _)
            && (smtp.Tls != SmtpTls.None || smtp.Host is "localhost" or "127.0.0.1" or "::1")
            && (smtp.PasswordFile is not { } file || File.Exists(file)));

    public async Task SendAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var smtp = options.Value.Smtp ?? throw new InvalidOperationException("No mail server is set.");
        using var mail = new MimeMessage([MailboxAddress.Parse(smtp.From)], [MailboxAddress.Parse(message.To)], message.Subject, new TextPart("plain") { Text = message.Text });
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        await client.ConnectAsync(
            smtp.Host, smtp.Port,
            smtp.Tls switch { SmtpTls.Implicit => SecureSocketOptions.SslOnConnect, SmtpTls.None => SecureSocketOptions.None, _ => SecureSocketOptions.StartTls },
            cancellationToken);
        if (smtp.User is { } user)
        {
            var password = smtp.PasswordFile is { } file ? (await File.ReadAllLinesAsync(file, cancellationToken)).FirstOrDefault() ?? "" : "";
            await client.AuthenticateAsync(user, password, cancellationToken);
        }

        await client.SendAsync(mail, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }
}
