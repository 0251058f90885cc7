using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Devices;

/// <summary>RFC 8628 sections 3.4 and 3.5: the device asks until the person has answered.</summary>
internal sealed class UseDeviceCode(DeviceStore devices, GrantStore grants) : ITokenRule
{
    public async ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Request[TokenParameters.GrantType] != GrantTypes.DeviceCode)
        {
            return null;
        }

        if (transaction is not { Client: { } client } || transaction.Request[TokenParameters.DeviceCode] is not { Length: <= OpaqueToken.Longest } code)
        {
            return TokenError.InvalidRequest("device_code is missing or too long.");
        }

        var (answer, id) = await devices.AskAsync(code, client.Id, cancellationToken);
        if (answer == DeviceAnswer.Granted && id is { } granted && await grants.FindAsync(granted, cancellationToken) is { } grant)
        {
            transaction.Grant = grant;
            transaction.Granted = grant.Scopes;
            return null;
        }

        return ErrorOf(answer);
    }

    private static TokenError ErrorOf(DeviceAnswer answer) => answer switch
    {
        DeviceAnswer.Pending => new("authorization_pending", "The user has not answered yet."),
        DeviceAnswer.TooSoon => new("slow_down", "Leave five seconds more between two requests."),
        DeviceAnswer.Denied => new("access_denied", "The user did not agree."),
        DeviceAnswer.Expired => new("expired_token", "The device code has expired."),
        _ => TokenError.InvalidGrant("The device code is not valid: unknown, used, or issued to another client."),
    };
}
