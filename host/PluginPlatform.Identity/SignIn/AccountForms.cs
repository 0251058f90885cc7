using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Passkeys;
using PluginPlatform.Identity.Passwords;
using PluginPlatform.Identity.SecondFactors;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SignIn;

/// <summary>The forms a signed-in user posts about the own account; <see cref="SignedInForm"/> stands before each.</summary>
internal static class AccountForms
{
    private const long LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup(IdentityPaths.Account).WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        account.AddEndpointFilter<RouteGroupBuilder, SignedInForm>();
        PasswordEndpoints.Map(account);
        SessionEndpoints.Map(account);
        SecondFactorEndpoints.Map(account);
        PasskeyEndpoints.Map(account);
        WithdrawEndpoint.Map(account);
    }
}
