namespace PluginPlatform.Identity.Mail;

/// <summary>The organisation's mail server.</summary>
/// <param name="Host">Its name; with TLS also the name its certificate must have.</param>
/// <param name="From">The sender's address.</param>
public sealed record SmtpSettings(string Host, string From)
{
    /// <summary>Default 587, for submission (RFC 6409).</summary>
    public int Port { get; init; } = 587;

    /// <summary>Default <see cref="SmtpTls.StartTls"/>.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.StartTls;

    /// <summary>Null for no authentication.</summary>
    public string? User { get; init; }

    /// <summary>A file whose first line is the password.</summary>
    public string? PasswordFile { get; init; }
}

/// <summary>How the line to the mail server is protected.</summary>
public enum SmtpTls
{
    /// <summary>Begins in the clear and must turn to TLS (RFC 3207); a server that does not offer it gets no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Implicit,

    /// <summary>None: only to a server on this machine, which sends on.</summary>
    None,
}
