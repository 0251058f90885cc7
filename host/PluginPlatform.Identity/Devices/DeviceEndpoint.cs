using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Clients.Authenticating;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Devices;

/// <summary>RFC 8628 sections 3.1 and 3.2 over HTTP: a device asks for a pair of codes.</summary>
internal static class DeviceEndpoint
{
    private const long LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(IdentityPaths.Device, AnswerAsync)
        .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
        .DisableAntiforgery();

    private static async Task<IResult> AnswerAsync(
        HttpContext context, ClientDoor door, DeviceStore devices, NarrowingRules narrowing, IOptions<PlatformIdentityOptions> options, CancellationToken cancellationToken)
    {
        var entry = await door.EnterAsync(context, cancellationToken);
        if (entry is not (var request, var client, null) || request is null || client is null)
        {
            return entry.Refusal ?? TypedResults.BadRequest();
        }

        if (!client.Grants.Contains(GrantTypes.DeviceCode))
        {
            return Refuse(TokenError.UnauthorizedClient("The client may not use this grant type."));
        }

        if (PersonScopes.Settle(client, request[TokenParameters.Scope], launches: false) is not { } scopes)
        {
            return Refuse(TokenError.InvalidScope("A scope is not understood, not a person's to give, or beyond what the client is registered for."));
        }

        if (narrowing.Refusal(scopes) is { } unsupported)
        {
            return Refuse(TokenError.InvalidScope(unsupported));
        }

        var (deviceCode, userCode) = await devices.StartAsync(client, scopes, cancellationToken);
        var page = options.Value.Issuer + IdentityPaths.DevicePage;
        return TypedResults.Json(new DeviceCodes(
            deviceCode, userCode, page, $"{page}?user_code={userCode}", (int)DeviceStore.GoodFor.TotalSeconds, DeviceStore.IntervalSeconds));
    }

    private static IResult Refuse(TokenError error) =>
        TypedResults.Json(error, TokenJson.Default.TokenError, statusCode: StatusCodes.Status400BadRequest);
}
