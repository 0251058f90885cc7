using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Pushing;
using static Host.Tests.Identity.Authorizing.Flow;

namespace Host.Tests.Identity.Authorizing;

/// <summary>Whether the sign-in page's policy lets a browser go on to the client, and to nobody else.</summary>
[Collection(IdentityCollection.Name)]
public sealed class LeadOnTests(IdentityPlatform platform)
{
    private const string Policy = "default-src 'self'; form-action 'self'; frame-ancestors 'self'";

    [Fact]
    public async Task Policy_OfTheWayToARegisteredAddress_NamesItsOrigin()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        var flow = await RegisterAsync(app);

        Assert.Equal(
            "default-src 'self'; form-action 'self' https://client.test; frame-ancestors 'self'", await PolicyAsync(app, "/sign-in", flow.Address()));
        Assert.Contains("form-action 'self' http://127.0.0.1:4711;", await PolicyAsync(app, "/sign-in", flow.Address(("redirect_uri", "http://127.0.0.1:4711/back"))));
    }

    [Fact]
    public async Task Policy_OfAnyOtherWay_StaysAsItIs()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        var flow = await RegisterAsync(app);

        foreach (var back in new[]
        {
            "/patients", flow.Address(("redirect_uri", "https://evil.test/")), flow.Address(("client_id", "nobody")),
            flow.Address() + "&redirect_uri=https://evil.test/", "https://evil.test" + flow.Address(), "/x" + flow.Address(),
        })
        {
            Assert.Equal(Policy, await PolicyAsync(app, "/sign-in", back));
        }

        Assert.Equal(Policy, await PolicyAsync(app, "/patients", flow.Address()));
    }

    private static async Task<string> PolicyAsync(IdentityApp app, string path, string back)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        context.Request.Path = path;
        context.Request.QueryString = QueryString.Create("returnUrl", back);
        context.Response.Headers.ContentSecurityPolicy = Policy;
        await new LeadOnToClient(
            _ => Task.CompletedTask,
            app.Services.GetRequiredService<ClientStore>(),
            app.Services.GetRequiredService<PushedRequests>()).InvokeAsync(context);
        return context.Response.Headers.ContentSecurityPolicy.ToString();
    }
}
