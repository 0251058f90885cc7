using System.Globalization;
using PluginPlatform.Identity;
using PluginPlatform.Identity.Mail;

namespace PluginPlatform.Host.Composition;

/// <summary>The settings of sign-in that an administrator gives in the environment.</summary>
internal static class SignInSettings
{
    public static void FromEnvironment(PlatformIdentityOptions identity)
    {
        identity.SessionIdle = Minutes("PLATFORM_SESSION_IDLE_MINUTES") ?? identity.SessionIdle;
        identity.SessionLifetime = Minutes("PLATFORM_SESSION_MINUTES") ?? identity.SessionLifetime;
        identity.BreachedPasswords = Read("PLATFORM_BREACHED_PASSWORDS") ?? identity.BreachedPasswords;
        identity.TrustedProxies = Read("PLATFORM_PROXIES")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            ?? identity.TrustedProxies;
        identity.Requests.User = Number("PLATFORM_RATE_USER") ?? identity.Requests.User;
        identity.Requests.Client = Number("PLATFORM_RATE_CLIENT") ?? identity.Requests.Client;
        identity.Requests.Address = Number("PLATFORM_RATE_ADDRESS") ?? identity.Requests.Address;
        identity.Requests.Connect = Number("PLATFORM_RATE_CONNECT") ?? identity.Requests.Connect;
        identity.DpopNonces = Read("PLATFORM_DPOP_NONCES") is { } asked ? asked == "true" : identity.DpopNonces;
        identity.Smtp = Smtp() ?? identity.Smtp;
        AddAll(identity.SecondFactorRoles, "PLATFORM_SECOND_FACTOR_ROLES");
        AddAll(identity.SecondFactorTenants, "PLATFORM_SECOND_FACTOR_TENANTS");
    }

    private static SmtpSettings? Smtp() => Read("PLATFORM_SMTP_HOST") is not { } host
        ? null
        : new(host, Read("PLATFORM_MAIL_FROM") ?? throw new InvalidOperationException("PLATFORM_MAIL_FROM is the sender's address."))
        {
            Port = Number("PLATFORM_SMTP_PORT") ?? 587,
            Tls = (Read("PLATFORM_SMTP_TLS") ?? "starttls") switch
            {
                "starttls" => SmtpTls.StartTls,
                "implicit" => SmtpTls.Implicit,
                "none" => SmtpTls.None,
                _ => throw new InvalidOperationException("PLATFORM_SMTP_TLS is starttls, implicit or none."),
            },
            User = Read("PLATFORM_SMTP_USER"),
            PasswordFile = Read("PLATFORM_SMTP_PASSWORD_FILE"),
        };

    private static void AddAll(IList<string> to, string name)
    {
        foreach (var word in (Read(name) ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            to.Add(word);
        }
    }

    private static TimeSpan? Minutes(string name) => Number(name) is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    private static int? Number(string name) => Read(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidOperationException($"{name} is a whole number.");

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
