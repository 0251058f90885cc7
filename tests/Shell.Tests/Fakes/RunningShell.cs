using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell;
using PluginPlatform.Shell.SignIn;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace Shell.Tests.Fakes;

/// <summary>The shell behind a real server on loopback, with the host's five services faked.</summary>
internal sealed class RunningShell : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningShell(WebApplication app) => _app = app;

    public FakeSurface Surface => (FakeSurface)_app.Services.GetRequiredService<IPluginSurface>();

    public KeptLog Log => _app.Services.GetRequiredService<KeptLog>();

    public HttpClient Client { get; private set; } = null!;

    public static async Task<RunningShell> StartAsync(CallContext? reader, Action<ShellOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var log = new KeptLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(log);
        builder.Services.AddPlatformShell(configure);
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, TestSignIn>("test", null);
        builder.Services.AddSingleton<IPluginSurface, FakeSurface>();
        builder.Services.AddSingleton<IPluginBoard, FakeBoard>();
        builder.Services.AddSingleton<ISession>(new FakeSession(reader));
        builder.Services.AddSingleton<IWaysIn, PasswordOnly>();
        builder.Services.AddScoped<IFragmentGate, FakeGate>();
        var app = builder.Build();
        app.UsePlatformShell();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return new RunningShell(app) { Client = client };
    }

    public async Task<(int Status, string Html)> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class FakeSession(CallContext? reader) : ISession
    {
        public ValueTask<CallContext?> CallAsync(CancellationToken cancellationToken) => new(reader);

        public ValueTask<ISubjectDirectory?> PatientsAsync(CancellationToken cancellationToken) => new(new OnePatient());
    }

    private sealed class PasswordOnly : IWaysIn
    {
        public Task<WayIn?> FindAsync(HttpContext context, string? tenant) => Task.FromResult<WayIn?>(null);

        public Task<WayIn?> OfInvitationAsync(HttpContext context, string invitation) => Task.FromResult<WayIn?>(null);
    }

    private sealed class OnePatient : ISubjectDirectory
    {
        public Task<IReadOnlyList<SubjectSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<SubjectSummary>>([People.Patient("p1")]);

        public Task<SubjectSummary?> FindAsync(string id, CancellationToken cancellationToken) =>
            Task.FromResult(id == "p1" ? People.Patient("p1") : null);
    }

    private sealed class FakeBoard : IPluginBoard
    {
        public event Action? Changed
        {
            add { }
            remove { }
        }

        public IReadOnlyList<PluginStatus> Plugins { get; } =
        [
            new("labs", "Labs", "Results.", "0.4.0", true, "refused", "It needs fhir 3.", "Upgrade fhir.", ["fhir 3.*"], [], 0, null, [], null),
        ];

        public string? FileError => "line 3: a comma is missing.";

        public IReadOnlyList<PluginNews> News => [];

        public Task<string?> SwitchAsync(string plugin, bool enabled, string reason, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }

    private sealed class TestSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.Success(
            new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "clinician@demo")], Scheme.Name)), Scheme.Name)));
    }
}
