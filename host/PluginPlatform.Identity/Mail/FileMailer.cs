using System.Globalization;
using Microsoft.Extensions.Options;

namespace PluginPlatform.Identity.Mail;

/// <summary>For development: one .eml file per mail (RFC 5322) in <see cref="PlatformIdentityOptions.MailFolder"/>.</summary>
internal sealed class FileMailer(IOptions<PlatformIdentityOptions> options, TimeProvider time) : IMailer
{
    public bool Ready => options.Value.MailFolder is not null;

    public async Task SendAsync(MailMessage message, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(
            options.Value.MailFolder ?? throw new InvalidOperationException("No mail folder is set."),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var lines = string.Create(CultureInfo.InvariantCulture, $"""
            From: PluginPlatform <no-reply@localhost>
            To: {message.To}
            Subject: {message.Subject}
            Date: {now:r}
            Message-ID: <{id:n}@localhost>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            {message.Text}

            """);
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, $"{id:n}.eml"), lines.ReplaceLineEndings("\r\n"), cancellationToken);
    }
}
