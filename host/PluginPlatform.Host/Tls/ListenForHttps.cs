using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace PluginPlatform.Host.Tls;

/// <summary>TLS 1.2 and 1.3 (BCP 195), with the certificate of the moment.</summary>
internal static class ListenForHttps
{
    private static readonly List<SslApplicationProtocol> Protocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

    public static void UsePlatformHttps(this ListenOptions listen, TlsOptions options)
    {
        var services = listen.ApplicationServices;
        var certificate = new ServerCertificate(
            options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<ServerCertificate>>());
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => new(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ApplicationProtocols = Protocols,
                AllowRenegotiation = false,
            }),
        });
    }
}
