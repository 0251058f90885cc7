using Microsoft.Extensions.Options;
using PluginPlatform.Host.Composition;
using PluginPlatform.Identity;

namespace PluginPlatform.Host.Tls;

/// <summary>
/// Leads plain requests to the https address, and refuses those with a body: what they say has been said in the clear already.
/// Where TLS ends here or at a trusted proxy; elsewhere nothing is known of how the caller came.
/// </summary>
internal sealed class RequireHttps(RequestDelegate next, PlatformOptions host, IOptions<PlatformIdentityOptions> identity)
{
    private readonly string _issuer = identity.Value.Issuer;
    private readonly bool _required =
        identity.Value.Issuer.StartsWith("https://", StringComparison.Ordinal) && (host.Tls is not null || identity.Value.TrustedProxies.Count > 0);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!_required || request.IsHttps || OperatorSocket.Carries(context) || request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            return next(context);
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return Results.Problem(
                statusCode: StatusCodes.Status403Forbidden, title: "Only by https", detail: "Send the request to the https address.",
                extensions: new Dictionary<string, object?> { ["code"] = "tls.required" }).ExecuteAsync(context);
        }

        // To the configured address: the Host header is the caller's word.
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = _issuer + request.PathBase + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        return Task.CompletedTask;
    }
}
