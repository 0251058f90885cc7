using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Limiting;
using PluginPlatform.Identity.Mail;

namespace PluginPlatform.Identity;

/// <summary>Settings of users, sessions, clients and tokens. Validated at start.</summary>
public sealed class PlatformIdentityOptions
{
    /// <summary>The issuer of tokens and base of the published endpoints: an absolute http(s) URL without trailing slash,
    /// query or fragment (RFC 8414 section 2). With https, cookies take the <c>__Host-</c> prefix.</summary>
    [Required]
    public string Issuer { get; set; } = "";

    /// <summary>The audience of access tokens (RFC 9068 section 2.2). Null: the issuer.</summary>
    public string? Audience { get; set; }

    /// <summary>Accepts the published demo password for users of tenant <c>demo</c>, short as it is. Default false.</summary>
    public bool DemoPasswords { get; set; }

    /// <summary>A file of passwords known from breaches, which nobody may take: sorted SHA-1 hashes in hexadecimal (or their
    /// first ten or more digits), or plain passwords, one a line. Null: no such check.</summary>
    public string? BreachedPasswords { get; set; }

    /// <summary>Where mail is put as .eml files, for development. Null: nothing is mailed unless another mailer is registered.</summary>
    public string? MailFolder { get; set; }

    /// <summary>The organisation's mail server; takes the place of <see cref="MailFolder"/>. Null: none.</summary>
    public SmtpSettings? Smtp { get; set; }

    /// <summary>Tenants whose users all need a second factor; who has none sets one up at the next sign-in. Default none.</summary>
    public IList<string> SecondFactorTenants { get; } = [];

    /// <summary>Roles that need a second factor, in every tenant. Default none.</summary>
    public IList<string> SecondFactorRoles { get; } = [];

    /// <summary>A signing key that has signed for so long gets a successor by itself. Default 90 days.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan SigningKeyAge { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long an access token is valid. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a client may go on with refresh tokens (scope offline_access) before the person is asked again.
    /// Default 30 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A session ends after this long without a request or an act in a live page. Default 30
    /// minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends this long after sign-in, however busy. Default 12 hours.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>How often a session and a live circuit are held against the database. Default 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Revalidation { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a validated access token is believed without looking again. A deactivated client or a revoked token
    /// is refused within a second all the same. Default 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan BearerCacheLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many validated access tokens are kept. Default 10,000 (about 4 MB).</summary>
    [Range(16, 1_000_000)]
    public int BearerCacheCapacity { get; set; } = 10_000;

    /// <summary>Failed sign-ins or client authentications per minute and address before more are refused. Default 30.</summary>
    [Range(1, 100_000)]
    public int FailuresPerMinute { get; set; } = 30;

    /// <summary>Failed sign-ins under one name before that name is locked. Default 5.</summary>
    [Range(1, 100)]
    public int FailuresBeforeLockout { get; set; } = 5;

    /// <summary>How long a name stays locked. Default 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Lockout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether a DPoP proof has to hold a nonce of the server's (RFC 9449 section 8). Default false.</summary>
    public bool DpopNonces { get; set; }

    /// <summary>How many requests are answered in a minute.</summary>
    [ValidateObjectMembers]
    public RequestLimitOptions Requests { get; } = new();

    /// <summary>Proxies in front of the platform, as addresses or networks (<c>10.0.0.0/8</c>): what they say of a caller's
    /// address and scheme is believed. Default none.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    internal string EffectiveAudience => Audience ?? Issuer;

    internal static bool HasUsableIssuer(PlatformIdentityOptions options) =>
        Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer)
        && (issuer.Scheme == Uri.UriSchemeHttp || issuer.Scheme == Uri.UriSchemeHttps)
        && issuer is { Query: "", Fragment: "", UserInfo: "" }
        && !options.Issuer.EndsWith('/');

    internal static bool HasReadableList(PlatformIdentityOptions options) =>
        options.BreachedPasswords is not { } path || File.Exists(path);

    internal bool Secure => Issuer.StartsWith("https://", StringComparison.Ordinal);
}
