namespace PluginPlatform.Host.Tls;

/// <summary>Where the server's certificate is. Files that are renewed in place are read anew without a restart.</summary>
public sealed record TlsOptions
{
    /// <summary>PEM with the certificate first and the intermediate ones after it, or PKCS #12 (.pfx, .p12) (<c>PLATFORM_CERTIFICATE</c>).</summary>
    public required string CertificateFile { get; init; }

    /// <summary>PEM with the private key (<c>PLATFORM_CERTIFICATE_KEY</c>); null when <see cref="CertificateFile"/> holds it.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A file whose first line is the password of the key or of the PKCS #12 file (<c>PLATFORM_CERTIFICATE_PASSWORD_FILE</c>).</summary>
    public string? PasswordFile { get; init; }

    /// <summary>A second, plain address that only leads to the first one (<c>PLATFORM_HTTP_URL</c>); null for none.</summary>
    public Uri? PlainUrl { get; init; }
}
