using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Security;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity;
using PluginPlatform.Identity.Mail;

namespace Host.Tests.Identity.Mail;

/// <summary>Mail over a real socket.</summary>
public sealed class SmtpTests : IDisposable
{
    private static readonly MailMessage Mail = new("somebody@example.org", "Your account", "Für Sie: https://records.example.org/sign-in/new-password?token=abc");

    private readonly string _password = Path.GetTempFileName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_password);

    [Fact]
    public async Task Send_ToAServerOfThisMachine_ArrivesWholeAfterAuthentication()
    {
        await using var server = new SmtpServer();
        await File.WriteAllTextAsync(_password, "post office\n", Token);

        await Mailer(server, SmtpTls.None).SendAsync(Mail, Token);

        var mail = Assert.Single(server.Mails);
        Assert.Contains("To: somebody@example.org", mail, StringComparison.Ordinal);
        Assert.Contains("From: no-reply@example.org", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: Your account", mail, StringComparison.Ordinal);
        var proof = Assert.Single(server.Heard, line => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal)).Split(' ')[^1];
        Assert.Equal("\0platform\0post office", Encoding.UTF8.GetString(Convert.FromBase64String(proof)));
    }

    // Whoever sits on the line strikes STARTTLS out, or shows a certificate of his own.
    [Fact]
    public async Task Send_WithoutTlsThatCanBeBelieved_SaysNothingOfTheMail()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using var without = new SmtpServer();
        await using var forged = new SmtpServer(certificate);

        await Assert.ThrowsAsync<NotSupportedException>(() => Mailer(without, SmtpTls.StartTls).SendAsync(Mail, Token));
        await Assert.ThrowsAsync<SslHandshakeException>(() => Mailer(forged, SmtpTls.StartTls).SendAsync(Mail, Token));

        Assert.Empty(without.Mails.Concat(forged.Mails));
        Assert.DoesNotContain(without.Heard.Concat(forged.Heard), line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("RCPT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mail.example.org", SmtpTls.None, false)]
    [InlineData("localhost", SmtpTls.None, true)]
    [InlineData("mail.example.org", SmtpTls.StartTls, true)]
    [InlineData("", SmtpTls.StartTls, false)]
    public void Settings_InTheClear_AreTakenForThisMachineAlone(string host, SmtpTls tls, bool usable) =>
        Assert.Equal(usable, SmtpMailer.IsUsable(new() { Smtp = new(host, "no-reply@example.org") { Tls = tls } }));

    private SmtpMailer Mailer(SmtpServer server, SmtpTls tls) => new(Options.Create(new PlatformIdentityOptions
    {
        Smtp = new("localhost", "no-reply@example.org") { Port = server.Port, Tls = tls, User = "platform", PasswordFile = _password },
    }));
}
