using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PluginPlatform.Host.Tls;

/// <summary>Reads a certificate with its key and the chain to send along.</summary>
internal static class ReadCertificate
{
    public static SslStreamCertificateContext From(TlsOptions options)
    {
        var password = options.PasswordFile is { } file ? File.ReadLines(file).First() : null;
        var chain = new X509Certificate2Collection();
        X509Certificate2 server;
        if (Path.GetExtension(options.CertificateFile).ToLowerInvariant() is ".pfx" or ".p12")
        {
            chain.AddRange(X509CertificateLoader.LoadPkcs12CollectionFromFile(options.CertificateFile, password));
            server = chain.First(certificate => certificate.HasPrivateKey);
        }
        else
        {
            server = password is null
                ? X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile)
                : X509Certificate2.CreateFromEncryptedPemFile(options.CertificateFile, password, options.KeyFile);
            chain.ImportFromPemFile(options.CertificateFile);
        }

        var intermediate = new X509Certificate2Collection(chain.Where(certificate => certificate.Thumbprint != server.Thumbprint).ToArray());

        // Offline: a start does not wait for somebody's revocation server.
        return SslStreamCertificateContext.Create(server, intermediate, offline: true);
    }
}
