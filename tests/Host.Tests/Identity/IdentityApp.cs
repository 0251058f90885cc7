using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PluginPlatform.Identity;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Host.Tests.Identity;

/// <summary>A small application on a real port, with the identity area and two endpoints that need a caller.</summary>
internal sealed class IdentityApp : IAsyncDisposable
{
    public const string Issuer = "http://platform.test";
    public const string GoodPassword = "a long enough phrase";

    private static readonly Actor Tester = Actor.Plugin("tests");

    private readonly WebApplication _app;

    private IdentityApp(WebApplication app, TestClock clock, RecordedEvents events, FixedPermissions permissions, LogLines log, KnownPatients patients)
    {
        _app = app;
        (Clock, Events, Permissions, Log, Patients) = (clock, events, permissions, log, patients);
        Address = new(app.Urls.First());
    }

    public TestClock Clock { get; }

    public RecordedEvents Events { get; }

    public FixedPermissions Permissions { get; }

    public LogLines Log { get; }

    public KnownPatients Patients { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<IdentityApp> StartAsync(
        IdentityPlatform platform, Action<PlatformIdentityOptions>? configure = null, TestClock? clock = null) =>
        StartAtAsync("http://127.0.0.1:0", platform, configure, clock);

    /// <summary>Starts it where others really reach it under the issuer's name.</summary>
    public static Task<IdentityApp> StartOnAsync(IdentityPlatform platform, string address, Action<PlatformIdentityOptions>? configure = null) =>
        StartAtAsync(
            address, platform,
            options =>
            {
                options.Issuer = address;
                configure?.Invoke(options);
            },
            clock: null);

    public static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private static async Task<IdentityApp> StartAtAsync(
        string address, IdentityPlatform platform, Action<PlatformIdentityOptions>? configure, TestClock? clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address);
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        clock ??= new TestClock();
        var events = new RecordedEvents();
        var permissions = new FixedPermissions();
        var patients = new KnownPatients();
        builder.Services.AddSingleton(platform.Storage);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<ISecurityEvents>(events);
        builder.Services.AddSingleton<IPermissionSource>(permissions);
        builder.Services.AddSingleton<IFindPatients>(patients);
        // The cost of a real hash is not what is tested here, and every test would pay it.
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
        builder.Services.AddPlatformIdentity(options =>
        {
            options.Issuer = Issuer;
            configure?.Invoke(options);
        });
        var app = builder.Build();
        Map(app);
        await app.StartAsync();
        return new(app, clock, events, permissions, log, patients);
    }

    /// <summary>A name no other test uses.</summary>
    public static string Fresh(string stem) => $"{stem}-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}";

    public Task<string> AddUserAsync(params string[] roles) => AddUserToAsync(IdentityPlatform.Tenant, roles);

    public async Task<string> AddUserToAsync(string tenant, params string[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        var name = Fresh("user");
        var outcome = await scope.ServiceProvider.GetRequiredService<UserDirectory>().AddAsync(
            new(name, tenant, roles) { Password = GoodPassword }, Tester, CancellationToken.None);
        Assert.IsType<AddUserOutcome.Added>(outcome);
        return name;
    }

    public async Task<AddClientOutcome.Added> AddClientAsync(params string[] scopes) =>
        Assert.IsType<AddClientOutcome.Added>(await Services.GetRequiredService<ClientDirectory>().AddAsync(
            new(Fresh("client"), IdentityPlatform.Tenant, scopes), Tester, CancellationToken.None));

    public HttpClient Client() => new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Map(WebApplication app)
    {
        app.UsePlatformProxies();
        app.UseRouting();
        app.UsePlatformIdentity();
        app.MapPlatformIdentity();
        app.MapGet("/form", (HttpContext context, IAntiforgery forgery) => forgery.GetAndStoreTokens(context).RequestToken);
        app.MapGet("/page", AnswerAsync);
        app.MapGet("/api/test/who", AnswerAsync);
        app.MapPost("/api/test/write", AnswerAsync);
        app.MapGet("/fhir/Patient/1", AnswerAsync);
        app.MapGet("/authorized", () => "in").RequireAuthorization();
        app.MapGet("/api/test/own-refusal", (HttpContext context) =>
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
        });
        app.MapGet("/api/test/forbidden", (HttpContext context) => context.ForbidAsync());
    }

    private static async Task AnswerAsync(HttpContext context, ICallContexts calls)
    {
        if (calls.For(context.User, context.TraceIdentifier, purpose: null) is not { } call)
        {
            await context.ChallengeAsync();
            return;
        }

        await context.Response.WriteAsJsonAsync(new Who(
            call.Tenant, call.Actor.Kind.ToString(), call.Actor.Id, call.Actor.Name, [.. call.Permissions.Order(StringComparer.Ordinal)],
            call.Data.Allows(DataAction.Read, "Patient"), call.Data.Allows(DataAction.Create, "Patient"),
            call.Data.Allows(DataAction.Read, "Observation")));
    }
}

internal sealed record Who(
    string Tenant, string Kind, string Id, string Name, string[] Permissions, bool ReadsPatients, bool CreatesPatients,
    bool ReadsObservations);
