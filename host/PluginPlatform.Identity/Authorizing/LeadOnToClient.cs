using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Pushing;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>
/// Who signs in for a client is sent on to that client without another page when consent was given before. Browsers hold the
/// sign-in page's form-action against that redirect as well, so that page's policy names the client's address: only one that
/// is registered, and only for the way that leads there.
/// </summary>
internal sealed class LeadOnToClient(RequestDelegate next, ClientStore clients, PushedRequests pushed)
{
    private const string OnlySelf = "form-action 'self'";

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Path.Equals(IdentityPaths.SignInPage, StringComparison.Ordinal)
        && context.Request.Query["returnUrl"] is [{ } wanted]
        && wanted.StartsWith(IdentityPaths.Authorize + '?', StringComparison.Ordinal)
            ? WidenAsync(context, wanted[(IdentityPaths.Authorize.Length + 1)..])
            : next(context);

    private async Task WidenAsync(HttpContext context, string query)
    {
        var request = new AuthorizeRequest(RequestParameters.Of(QueryHelpers.ParseQuery(query)));
        if (request[AuthorizeParameters.ClientId] is { } id
            && ClientId.IsValid(id)
            && await RedirectOfAsync(request, id, context.RequestAborted) is { } uri
            && await clients.FindAsync(id, context.RequestAborted) is { Active: true } client
            && client.RedirectUris.Any(registered => RedirectMatch.Same(registered, uri)))
        {
            var headers = context.Response.Headers;
            headers[HeaderNames.ContentSecurityPolicy] = headers.ContentSecurityPolicy.ToString()
                .Replace(OnlySelf, $"form-action {DoorPolicy.FormAction(uri)}", StringComparison.Ordinal);
        }

        await next(context);
    }

    private async Task<string?> RedirectOfAsync(AuthorizeRequest request, string client, CancellationToken cancellationToken)
    {
        var meant = request[AuthorizeParameters.RequestUri] is { } requestUri
            ? await pushed.FindAsync(requestUri, client, cancellationToken)
            : request;
        return meant?[AuthorizeParameters.RedirectUri];
    }
}
