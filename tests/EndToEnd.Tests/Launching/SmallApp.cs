using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Testing;

namespace EndToEnd.Tests.Launching;

/// <summary>A SMART app as others write them, with fhirclient, at an origin of its own: it shows the patient's name.</summary>
internal sealed class SmallApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmallApp(WebApplication app, string id)
    {
        _app = app;
        Id = id;
        Origin = new Uri(app.Urls.First()).GetLeftPart(UriPartial.Authority);
    }

    public string Id { get; }

    public string Origin { get; }

    public static async Task<SmallApp> StartAsync(TestPlatform platform, string name, bool preApproved)
    {
        var id = name.ToLowerInvariant().Replace(' ', '-');
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var library = Path.Combine(Reader.Repository, "tests/EndToEnd.Tests/node_modules/fhirclient/build/fhir-client.js");
        app.MapGet("/fhir-client.js", () => Results.File(library, "text/javascript"));
        app.MapGet("/launch.html", () => Page(
            $"FHIR.oauth2.authorize({{ clientId: '{id}', scope: 'openid fhirUser launch patient/Patient.rs', redirectUri: 'index.html' }}).catch(say);"));
        app.MapGet("/index.html", () => Page(
            "FHIR.oauth2.ready().then(async client => { const p = await client.patient.read(); say(p.name[0].family); document.body.dataset.banner = client.getState('tokenResponse.need_patient_banner'); }).catch(say);"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var started = new SmallApp(app, id);
        Assert.IsType<AddClientOutcome.Added>(await platform.Services.GetRequiredService<ClientDirectory>().AddAsync(
            new(id, "demo", ["openid", "fhirUser", "launch", "launch/patient", "patient/*.rs"])
            {
                Name = name,
                IsPublic = true,
                Grants = ["authorization_code"],
                RedirectUris = [$"{started.Origin}/index.html"],
                LaunchUri = $"{started.Origin}/launch.html",
                PreApproved = preApproved,
            },
            Actor.Plugin("tests"), TestContext.Current.CancellationToken));
        return started;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Page(string script) => Results.Text(
        $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Small app</title><script src="/fhir-client.js"></script></head>
        <body><main><h1 id="said">…</h1></main><script>const say = what => document.getElementById('said').textContent = what;
        {script}</script></body></html>
        """,
        "text/html; charset=utf-8");
}
