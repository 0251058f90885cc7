using PluginPlatform.Events;
using PluginPlatform.Host.Tls;
using PluginPlatform.Plugins.Faults;
using PluginPlatform.Storage.Keys;

namespace PluginPlatform.Host.Composition;

/// <summary>Everything a start needs to know.</summary>
public sealed record PlatformOptions
{
    /// <summary>Where to listen (<c>PLATFORM_URL</c>). Port 0 takes a free one.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>Keys and, without <see cref="Database"/>, the database cluster (<c>PLATFORM_DATA</c>).</summary>
    public required string DataFolder { get; init; }

    /// <summary>A PostgreSQL connection string (<c>PLATFORM_DATABASE</c>); null for the private cluster.</summary>
    public string? Database { get; init; }

    /// <summary>plugins.json (<c>PLATFORM_PLUGINS</c>).</summary>
    public required string PluginsFile { get; init; }

    /// <summary>Built plugins: <c>&lt;id&gt;/&lt;version&gt;/</c> (<c>PLATFORM_PLUGIN_FOLDER</c>).</summary>
    public required string PluginFolder { get; init; }

    /// <summary>The address tokens name as their issuer (<c>PLATFORM_ISSUER</c>); null for <see cref="Url"/>.</summary>
    public string? Issuer { get; init; }

    /// <summary>The server's certificate; needed when <see cref="Url"/> is https. Null where a proxy ends TLS.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>An external key management (<c>PLATFORM_KMS_URL</c>, <c>PLATFORM_KMS_KEY</c>, <c>PLATFORM_KMS_TOKEN_FILE</c>); null for the master key's file.</summary>
    public TransitOptions? KeyManagement { get; init; }

    /// <summary>Seeds the demo tenant. Refused in Production and away from loopback.</summary>
    public bool Demo { get; init; }

    /// <summary>With <see cref="Demo"/>: also lets plugins seed their demo data. Off in most tests, which bring their own.</summary>
    public bool DemoPatients { get; init; } = true;

    /// <summary>Whether the environment is Production: no demo, whatever is asked.</summary>
    public bool Production { get; init; } = true;

    /// <summary>Listens on the operator's socket in the data folder, so that commands reach the running host.</summary>
    public bool OperatorSocket { get; init; } = true;

    /// <summary>Listens for HTTP. Off when a command starts the platform only for itself.</summary>
    public bool Listen { get; init; } = true;

    /// <summary>Settings of users, sessions and tokens besides the issuer; null for their defaults.</summary>
    public Action<Identity.PlatformIdentityOptions>? Identity { get; init; }

    public PluginLimits Limits { get; init; } = new();

    public EventOptions Events { get; init; } = new();

    public string SocketPath => Path.Combine(DataFolder, "operator.sock");

    /// <summary>Reads the environment; a clone's own folders are the defaults.</summary>
    public static PlatformOptions FromEnvironment(string baseFolder)
    {
        static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        var environment = Read("DOTNET_ENVIRONMENT") ?? Read("ASPNETCORE_ENVIRONMENT");
        return new()
        {
            Url = new(Read("PLATFORM_URL") ?? "http://127.0.0.1:8080"),
            DataFolder = Path.GetFullPath(Read("PLATFORM_DATA") ?? Path.Combine(baseFolder, ".data")),
            Database = Read("PLATFORM_DATABASE"),
            PluginsFile = Path.GetFullPath(Read("PLATFORM_PLUGINS") ?? Path.Combine(baseFolder, "plugins.json")),
            PluginFolder = Path.GetFullPath(Read("PLATFORM_PLUGIN_FOLDER") ?? Path.Combine(baseFolder, "artifacts", "plugins")),
            Issuer = Read("PLATFORM_ISSUER"),
            KeyManagement = Read("PLATFORM_KMS_URL") is { } kms
                ? new() { Address = new(kms), Key = Read("PLATFORM_KMS_KEY") ?? "platform", TokenFile = Read("PLATFORM_KMS_TOKEN_FILE") ?? "" }
                : null,
            Tls = Read("PLATFORM_CERTIFICATE") is { } certificate
                ? new()
                {
                    CertificateFile = certificate,
                    KeyFile = Read("PLATFORM_CERTIFICATE_KEY"),
                    PasswordFile = Read("PLATFORM_CERTIFICATE_PASSWORD_FILE"),
                    PlainUrl = Read("PLATFORM_HTTP_URL") is { } plain ? new(plain) : null,
                }
                : null,
            Production = environment is null or "Production",
            Identity = SignInSettings.FromEnvironment,
        };
    }
}
