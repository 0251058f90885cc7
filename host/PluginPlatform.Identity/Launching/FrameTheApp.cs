using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Identity.Launching;

/// <summary>
/// Lets the page that shows an app inside a chart frame that one app, and the authorization endpoint on the app's way
/// through it, which shows no page in a frame. No other page frames anything.
/// </summary>
internal sealed class FrameTheApp(RequestDelegate next, ClientStore clients, IOptions<PlatformIdentityOptions> options)
{
    private const string NoFrames = "frame-src 'none'";

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && LaunchPath.AppOf(context.Request.Path) is { } app
            ? WidenAsync(context, app)
            : next(context);

    /// <summary>What the policy names. Null for an app that asks for consent, which no frame may do, and for one at the
    /// platform's own origin, which a sandbox would not hold.</summary>
    public static string? SourceOf(Client client, string issuer) =>
        client is { PreApproved: true, LaunchUri: { } uri } && LaunchOrigin.Of(uri) is var origin && origin != LaunchOrigin.Of(issuer) ? origin : null;

    private async Task WidenAsync(HttpContext context, string app)
    {
        if (context.User.FindFirst(PlatformClaims.Tenant)?.Value is { } tenant
            && ClientId.IsValid(app)
            && await clients.FindAsync(app, context.RequestAborted) is { Active: true } client
            && client.Tenant == tenant
            && SourceOf(client, options.Value.Issuer) is { } origin
            && origin != $"{context.Request.Scheme}://{context.Request.Host}".ToLowerInvariant())
        {
            var headers = context.Response.Headers;
            headers[HeaderNames.ContentSecurityPolicy] = headers.ContentSecurityPolicy.ToString().Replace(
                NoFrames, $"frame-src {origin} {options.Value.Issuer}{IdentityPaths.Authorize}", StringComparison.Ordinal);
        }

        await next(context);
    }
}
