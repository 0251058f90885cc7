using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Host.Tests.Identity.Mail;

/// <summary>A mail server on a real socket that speaks as much SMTP (RFC 5321) as takes one mail.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _work;

    public SmtpServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _work = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What clients said, a line each.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Mails as they came.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client left, or will not believe the certificate.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        await SayAsync(stream, "220 test");
        var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            Heard.Enqueue(line);
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO" when _certificate is not null && stream is not SslStream:
                    await SayAsync(stream, "250-test\r\n250 STARTTLS");
                    break;
                case "EHLO":
                    await SayAsync(stream, "250-test\r\n250 AUTH PLAIN");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(_certificate!);
                    (stream, reader) = (tls, new StreamReader(tls, Encoding.UTF8));
                    break;
                case "AUTH":
                    await SayAsync(stream, "235 welcome");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    Mails.Enqueue(await MailAsync(reader));
                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task<string> MailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
        {
            mail.AppendLine(line);
        }

        return mail.ToString();
    }

    private Task SayAsync(Stream stream, string answer) => stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), _end.Token).AsTask();
}
