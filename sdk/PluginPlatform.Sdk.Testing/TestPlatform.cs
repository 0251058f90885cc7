using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Host.Composition;

namespace PluginPlatform.Sdk.Testing;

/// <summary>
/// The real host on a database of its own: real PostgreSQL, real sockets on 127.0.0.1, real tokens. Tenants <c>demo</c>
/// (users and client of the demo) and <c>other</c> exist; the latter from the first call of <see cref="OtherTenantAsync"/> on.
/// </summary>
public sealed class TestPlatform : IAsyncDisposable
{
    /// <summary>A second tenant, whose token must open nothing of the first.</summary>
    public const string OtherTenant = "other";

    private readonly PlatformHost _host;
    private readonly NpgsqlDataSource _superuser;
    private readonly string _folder;

    private TestPlatform(PlatformHost host, string folder, CapturedLog log)
    {
        _host = host;
        _folder = folder;
        Log = log;
        _superuser = NpgsqlDataSource.Create(host.Options.Database!);
    }

    /// <summary>Where the host listens.</summary>
    public Uri Address => _host.Address;

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>This platform's own plugins.json; write to it to switch plugins.</summary>
    public string PluginsFile => _host.Options.PluginsFile;

    /// <summary>Everything the host logged.</summary>
    public CapturedLog Log { get; }

    /// <summary>The cluster's superuser on this platform's database: to assert what is stored, and to break things.</summary>
    public NpgsqlDataSource Superuser => _superuser;

    /// <summary>Starts the host; returns when it answers.</summary>
    /// <param name="options">Null for the repository's plugins and default limits.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<TestPlatform> StartAsync(TestPlatformOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var cluster = await TestCluster.CurrentAsync();
        var folder = Directory.CreateDirectory(Path.Combine(cluster.Folder, $"platform-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}")).FullName;
        var platform = TestFiles.Options(options, folder, cluster.Folder);
        var log = new CapturedLog();
        var template = TestFiles.TemplateName(platform);
        var database = await cluster.CloneAsync(template, connection => MigrateAsync(platform with { Database = connection }), cancellationToken);
        var host = await PlatformHost.StartAsync(platform with { Database = database }, logging => logging.AddProvider(log), cancellationToken);
        return new(host, folder, log);
    }

    /// <summary>A client with a token of the demo client: every scope in tenant <c>demo</c>.</summary>
    /// <param name="scope">Scopes to ask for.</param>
    public Task<HttpClient> ApiAsync(string scope = "system/*.cruds") => TokenClientAsync("demo-client", "demo-secret", scope);

    /// <summary>A client with a token of the other tenant.</summary>
    /// <param name="scope">Scopes to ask for.</param>
    public async Task<HttpClient> OtherTenantAsync(string scope = "system/*.cruds") =>
        await TokenClientAsync("other-client", await OtherSecretAsync(), scope);

    /// <summary>A client without credentials.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = Address };

    /// <summary>A client signed in as a user through the sign-in form.</summary>
    /// <param name="userName">For example <c>clinician@demo</c>.</param>
    /// <param name="password">The user's password.</param>
    public async Task<HttpClient> SignedInAsync(string userName = "clinician@demo", string password = "Demo-2026!")
    {
        var client = Anonymous();
        var page = await client.GetStringAsync("/sign-in");
        var token = TestFiles.AntiforgeryField(page);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["username"] = userName, ["password"] = password, ["returnUrl"] = "/", [token.Name] = token.Value,
        });
        using var answer = await client.PostAsync("/connect/sign-in", form);
        return answer.StatusCode == System.Net.HttpStatusCode.SeeOther && answer.Headers.Location?.OriginalString == "/"
            ? client
            : throw new InvalidOperationException($"Sign-in of {userName} was answered {(int)answer.StatusCode} to {answer.Headers.Location}.");
    }

    /// <summary>A connection as a plugin's own role, with the tenant set, as the plugin itself has it.</summary>
    /// <param name="plugin">Plugin id.</param>
    /// <param name="tenant">Tenant id; null sets none.</param>
    public async Task<NpgsqlConnection> AsPluginAsync(string plugin, string? tenant)
    {
        // The session's authorisation is the plugin's own role: neither superuser nor BYPASSRLS from here on.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_host.Options.Database!) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await RunAsync(connection, $"SET SESSION AUTHORIZATION \"pp_{plugin}\"");
        await RunAsync(connection, $"SET search_path = \"{plugin}\", public");
        if (tenant is not null)
        {
            await using var command = new NpgsqlCommand("SELECT set_config('app.tenant', $1, false)", connection);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
            await command.ExecuteNonQueryAsync();
        }

        return connection;
    }

    /// <summary>Runs a query as superuser and gives its first value.</summary>
    /// <param name="sql">The query.</param>
    /// <typeparam name="T">The value's type.</typeparam>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = _superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Stops the host and removes its files. The database goes with the cluster.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _superuser.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<HttpClient> TokenClientAsync(string id, string secret, string scope)
    {
        using var door = new HttpClient { BaseAddress = Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["scope"] = scope, ["client_id"] = id, ["client_secret"] = secret,
        });
        using var answer = await door.PostAsync("/connect/token", form);
        var json = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"No token for {id}: {json}");
        }

        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", JsonDocument.Parse(json).RootElement.GetProperty("access_token").GetString());
        return client;
    }

    private readonly ConcurrentDictionary<string, Task<string>> _secrets = new();

    private Task<string> OtherSecretAsync() => _secrets.GetOrAdd(OtherTenant, _ => TestAccounts.AddOtherTenantAsync(Services));

    private static async Task MigrateAsync(PlatformOptions options)
    {
        await using var host = await PlatformHost.StartAsync(options with { Listen = false, OperatorSocket = false }, null, CancellationToken.None);
    }
}
