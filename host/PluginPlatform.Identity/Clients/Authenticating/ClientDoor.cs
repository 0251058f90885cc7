using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Throttling;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Clients.Authenticating;

/// <summary>Lets clients in at the endpoints beside the token endpoint: form, size, throttle and authentication are the same.</summary>
internal sealed class ClientDoor(ClientAuthentication authentication, AddressThrottle throttle)
{
    /// <summary>The request with its client authenticated (a public one is only named), or the answer that refuses it.</summary>
    public async Task<ClientEntry> EnterAsync(HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        if (throttle.IsExhausted(ThrottledDoor.Token, context))
        {
            return new(null, TokenEndpoint.TooMany(context));
        }

        if (await TokenEndpoint.ReadAsync(context.Request, cancellationToken) is not { } request)
        {
            return Refused(TokenError.InvalidRequest("The body is not application/x-www-form-urlencoded."), context);
        }

        var transaction = new TokenTransaction(request);
        return await authentication.FaultAsync(transaction, cancellationToken) is { } fault
            ? Refused(fault, context)
            : new(transaction, null);
    }

    public ClientEntry Refused(TokenError error, HttpContext context) => new(null, TokenEndpoint.Refuse(error, context, throttle));
}
