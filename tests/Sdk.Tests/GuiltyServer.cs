using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Testing.Contract;

namespace Sdk.Tests;

/// <summary>A server whose endpoints each break one promise, for the contract suite to catch; <c>/good</c> breaks none.</summary>
public sealed class GuiltyServer : IAsyncLifetime
{
    private const string Who = "X-Who";
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        Map(_app);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Only one of the endpoints.</summary>
    internal ContractTarget Only(string path) => new(
        [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith(path, StringComparison.Ordinal)).SelectMany(ContractEndpoint.Of)],
        Caller("nobody"), Caller("stranger"), Caller("trusted"), Caller("admin"), Caller("clinician"));

    private static void Map(WebApplication app)
    {
        Declared(app.MapPost("/good", Guarded(_ => Results.BadRequest())));
        Declared(app.MapGet("/good/{id}", Guarded(_ => Results.Ok())));
        app.MapGet("/undeclared", Guarded(_ => Results.Ok()));
        app.MapGet("/open", () => Results.Ok()).NoPatientData().AllowAnonymous();
        Declared(app.MapGet("/unguarded", () => Results.Ok()));
        Declared(app.MapGet("/mute", () => Results.StatusCode(401)));
        Declared(app.MapPost("/swallows", Guarded(_ => Results.Ok())));
        Declared(app.MapPost("/crashes", Guarded(_ => Results.Text("System.FormatException: no\n   at Guilty.Read()", statusCode: 500))));
        Declared(app.MapPost("/deaf", Guarded(_ => Results.StatusCode(415))));
        Declared(app.MapGet("/fragile/{id}", Guarded(http => Results.StatusCode(http.Request.RouteValues["id"] is "nobody-has-this-id" ? 500 : 200))));
    }

    private static void Declared(RouteHandlerBuilder endpoint) => endpoint.RequirePermission("guilty:read").NoPatientData();

    private static Func<HttpContext, IResult> Guarded(Func<HttpContext, IResult> inner) => http => http.Request.Headers[Who].ToString() switch
    {
        "nobody" => Challenge(http),
        "stranger" => Results.StatusCode(403),
        _ => inner(http),
    };

    private static IResult Challenge(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.StatusCode(401);
    }

    private HttpClient Caller(string who) => new() { BaseAddress = new(_app.Urls.First()), DefaultRequestHeaders = { { Who, who } } };
}
