using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Host.Tests.Plugins;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Host.Tls;
using PluginPlatform.Sdk.Testing;

namespace Host.Tests.Doors;

/// <summary>The host with a certificate of its own, as an administrator sets it up.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-tls-");
    private TestPlatform _platform = null!;

    private string CertificateFile => Path.Combine(_folder.FullName, "server.pem");

    private string KeyFile => Path.Combine(_folder.FullName, "server.key");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Renew("first");
        var tls = new TlsOptions { CertificateFile = CertificateFile, KeyFile = KeyFile, PlainUrl = new("http://127.0.0.1:0") };
        _platform = await TestPlatform.StartAsync(
            FixturePlatform.Options(FixturePlatform.WellBehaved) with
            {
                Host = options => options with { Url = new("https://127.0.0.1:0"), Issuer = "https://hospital.example", Tls = tls },
            },
            Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Https_SignInAndErrors_AreBoundToHttpsAndCookiesToThisHost()
    {
        var cookies = new CookieContainer();
        using var http = Client(cookies);

        using var page = await http.GetAsync("/sign-in", Token);
        using var missing = await http.GetAsync("/api/no-such/plugin", Token);

        Assert.Equal(("https", HttpStatusCode.OK), (_platform.Address.Scheme, page.StatusCode));
        Assert.All([page, missing], answer => Assert.Equal("max-age=31536000", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security"))));
        var cookie = Assert.Single(page.Headers.GetValues("Set-Cookie"), c => c.Contains("antiforgery", StringComparison.Ordinal));
        Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Http_Request_IsLedToTheConfiguredHttpsAddressOrRefused()
    {
        var addresses = _platform.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new(addresses.First(address => address.StartsWith("http:", StringComparison.Ordinal))),
        };
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/patients?x=1%2F2") { Headers = { Host = "evil.example" } };

        using var led = await http.SendAsync(asked, Token);
        using var posted = await http.PostAsync("/connect/token", new FormUrlEncodedContent([new("client_secret", "said in the clear")]), Token);
        using var probe = await http.GetAsync("/health/live", Token);

        Assert.Equal((HttpStatusCode.PermanentRedirect, "https://hospital.example/patients?x=1%2F2"), (led.StatusCode, led.Headers.Location?.OriginalString));
        Assert.True(led.Headers.Contains("Content-Security-Policy"));
        Assert.False(led.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
        Assert.Contains("tls.required", await posted.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Handshake_ProtocolOfToday_IsSpoken(SslProtocols protocol) => Assert.NotNull(await ShownAsync(protocol));

    // A renewal writes one file after the other; between the two they do not match.
    [Fact]
    public async Task Certificate_Renewed_IsShownWithoutARestartAndAHalfOneIsNot()
    {
        var clock = new Ticking();
        var certificate = new ServerCertificate(
            new() { CertificateFile = CertificateFile, KeyFile = KeyFile }, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<ServerCertificate>.Instance);
        var before = certificate.Current.TargetCertificate.Thumbprint;
        var oldKey = await File.ReadAllTextAsync(KeyFile, Token);
        var renewed = Renew("second");
        var newKey = await File.ReadAllTextAsync(KeyFile, Token);

        await WriteAsync(KeyFile, oldKey + "\n");
        clock.Advance();
        var half = certificate.Current.TargetCertificate.Thumbprint;
        await WriteAsync(KeyFile, newKey + "\n\n");
        clock.Advance();

        Assert.Equal(before, half);
        Assert.Equal(renewed, certificate.Current.TargetCertificate.Thumbprint);
        await ShownAsync(SslProtocols.Tls13, until: renewed);
    }

    [Fact]
    public async Task Start_HttpsWithoutCertificateOrTheOtherWayRound_IsRefusedWithTheMend()
    {
        var options = FixturePlatform.Options(FixturePlatform.WellBehaved) with { Host = host => host with { Url = new("https://127.0.0.1:0") } };

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TestPlatform.StartAsync(options, Token));

        Assert.Contains("PLATFORM_CERTIFICATE", refused.Message, StringComparison.Ordinal);
    }

    private static Task WriteAsync(string file, string text) => File.WriteAllTextAsync(file, text, Token);

    /// <summary>Writes a new certificate and its key; gives its thumbprint.</summary>
    private string Renew(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        return certificate.Thumbprint;
    }

    /// <summary>The certificate the server shows; with <paramref name="until"/>, asks until it shows that one.</summary>
    private async Task<string?> ShownAsync(SslProtocols protocol, string? until = null)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ;)
        {
            using var socket = new System.Net.Sockets.TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, _platform.Address.Port, Token);
            await using var tls = new SslStream(socket.GetStream());
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "localhost", EnabledSslProtocols = protocol, RemoteCertificateValidationCallback = (_, _, _, _) => true,
                },
                Token);
            var shown = tls.RemoteCertificate is X509Certificate2 certificate ? certificate.Thumbprint : null;
            if (until is null || shown == until)
            {
                return shown;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10), "The renewed certificate is not shown.");
            await Task.Delay(50, Token);
        }
    }

    private HttpClient Client(CookieContainer cookies) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        CookieContainer = cookies,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject is "CN=first" or "CN=second" },
    }) { BaseAddress = _platform.Address };

    private sealed class Ticking : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance() => _now += TimeSpan.FromSeconds(2).Ticks;
    }
}
