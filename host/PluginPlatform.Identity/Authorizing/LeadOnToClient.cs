using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Doors;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>
/// Who signs in for a client is sent on to that client without another page when consent was given before. Browsers hold the
/// sign-in page's form-action against that redirect as well, so that page's policy names the client's address: only one that
/// is registered, and only for the way that leads there.
/// </summary>
internal sealed class LeadOnToClient(RequestDelegate next, ClientStore clients)
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
        var parameters = QueryHelpers.ParseQuery(query);
        if (parameters.TryGetValue(AuthorizeParameters.ClientId, out var ids) && ids is [{ } id]
            && parameters.TryGetValue(AuthorizeParameters.RedirectUri, out var uris) && uris is [{ } uri]
            && ClientId.IsValid(id)
            && await clients.FindAsync(id, context.RequestAborted) is { Active: true } client
            && client.RedirectUris.Any(registered => RedirectMatch.Same(registered, uri)))
        {
            var headers = context.Response.Headers;
            headers[HeaderNames.ContentSecurityPolicy] = headers.ContentSecurityPolicy.ToString()
                .Replace(OnlySelf, $"form-action {DoorPolicy.FormAction(uri)}", StringComparison.Ordinal);
        }

        await next(context);
    }
}
