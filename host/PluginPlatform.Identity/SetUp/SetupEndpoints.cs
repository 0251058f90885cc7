using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Throttling;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.SetUp;

/// <summary>Where a set-up link leads.</summary>
internal static class SetupEndpoints
{
    private const long LongestBody = 16 * 1024;

    private static readonly Actor Link = new(ActorKind.Anonymous, "setup-link", "set-up link");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(IdentityPaths.Setup, ShowAsync);
        routes.MapPost(IdentityPaths.Setup, CreateAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, IAntiforgery antiforgery, SetupLinks links, AddressThrottle throttle, CancellationToken cancellationToken)
    {
        NotKept(context);
        var token = context.Request.Query["token"].ToString();
        return await IsOpenAsync(token, context, links, throttle, cancellationToken)
            ? SetupPage.Form(token, antiforgery.GetAndStoreTokens(context), fault: null)
            : SetupPage.Closed();
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, IAntiforgery antiforgery, SetupLinks links, AddressThrottle throttle, TenantDirectory tenants,
        UserDirectory users, CancellationToken cancellationToken)
    {
        NotKept(context);
        if (await RequestForm.ReadOwnAsync(context, antiforgery, cancellationToken) is not { } form)
        {
            return StaleForm.Answer();
        }

        var token = form["token"].ToString();
        if (!await IsOpenAsync(token, context, links, throttle, cancellationToken) || !await links.TakeAsync(token, cancellationToken))
        {
            return SetupPage.Closed();
        }

        var fault = await AddAsync(form, tenants, users, cancellationToken);
        if (fault is null)
        {
            return new SeeOther(IdentityPaths.SignInPage);
        }

        await links.ReturnAsync(token, cancellationToken);
        return SetupPage.Form(token, antiforgery.GetAndStoreTokens(context), fault);
    }

    private static async Task<string?> AddAsync(
        IFormCollection form, TenantDirectory tenants, UserDirectory users, CancellationToken cancellationToken)
    {
        var tenant = form["tenant"].ToString().Trim();
        if (!TenantId.IsValid(tenant))
        {
            return TenantId.Rule;
        }

        await tenants.AddAsync(tenant, tenant, cancellationToken);
        var user = new NewUser(form["username"].ToString().Trim(), tenant, [Roles.SuperAdmin, Roles.OrgAdmin])
        {
            Password = form["password"].ToString(),
        };
        return (await users.AddAsync(user, Link, cancellationToken) as AddUserOutcome.Refused)?.Reason;
    }

    private static async Task<bool> IsOpenAsync(
        string token, HttpContext context, SetupLinks links, AddressThrottle throttle, CancellationToken cancellationToken)
    {
        if (throttle.IsExhausted(ThrottledDoor.SignIn, context))
        {
            return false;
        }

        if (token.Length > 0 && await links.IsOpenAsync(token, cancellationToken))
        {
            return true;
        }

        throttle.Count(ThrottledDoor.SignIn, context);
        return false;
    }

    // The address holds the token: it goes into no cache and no Referer.
    private static void NotKept(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
