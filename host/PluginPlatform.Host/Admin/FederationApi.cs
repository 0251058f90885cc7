using PluginPlatform.Identity.Federation;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>
/// External identity providers. Set up by those who run the platform, because the platform itself asks the address; people
/// are linked by those who administer them.
/// </summary>
internal static class FederationApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        var provider = admin.MapGroup("/tenants/{id}/identity-provider").RequirePermission(KernelPermissions.TenantsManage);
        provider.MapGet("", FindAsync);
        provider.MapPut("", SetAsync);
        provider.MapDelete("", RemoveAsync);
        admin.MapPut("/users/{user}/federation", LinkAsync).RequireEverywhereOrOwn(KernelPermissions.UsersManage, KernelPermissions.OwnUsersManage);
    }

    private static async Task<IResult> FindAsync(string id, ProviderDirectory providers, CancellationToken cancellationToken) =>
        await providers.FindAsync(id, cancellationToken) is { } found ? TypedResults.Ok(found) : Unknown();

    private static async Task<IResult> SetAsync(
        string id, ProviderRequest request, HttpContext context, ICallSource calls, ProviderDirectory providers, CancellationToken cancellationToken) =>
        Answer(await providers.SetAsync(request.For(id), request.ClientSecret, KernelAccess.Caller(context, calls).Actor, cancellationToken));

    private static async Task<IResult> RemoveAsync(
        string id, HttpContext context, ICallSource calls, ProviderDirectory providers, CancellationToken cancellationToken) =>
        Answer(await providers.RemoveAsync(id, KernelAccess.Caller(context, calls).Actor, cancellationToken));

    private static async Task<IResult> LinkAsync(
        string user, SubjectRequest request, HttpContext context, ICallSource calls, ProviderDirectory providers, CancellationToken cancellationToken) =>
        Answer(await providers.LinkAsync(
            user, request.Subject, KernelAccess.Caller(context, calls).Actor, KernelAccess.Reach(context, calls), cancellationToken));

    private static IResult Answer(ProviderOutcome outcome) => outcome switch
    {
        ProviderOutcome.Changed { Provider: { } provider } => TypedResults.Ok(provider),
        ProviderOutcome.Changed => TypedResults.NoContent(),
        ProviderOutcome.Unknown => Unknown(),
        ProviderOutcome.Refused refused => Refuse(refused.Code, refused.Reason, refused.Code == "IDN-2050" ? 400 : 409),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
    };

    private static IResult Unknown() => Refuse("IDN-2053", "There is no such tenant, provider or user.", 404);

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>A tenant's provider; what is left out has its default, and the secret that is kept stays.</summary>
public sealed record ProviderRequest(string? Authority, string? ClientId, string? ClientSecret, string? DisplayName)
{
    /// <summary>The claim that becomes the user name of accounts that are made; <c>preferred_username</c> when left out.</summary>
    public string? NameClaim { get; init; }

    /// <summary>The claim that names roles there.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>Words for roles there to roles here.</summary>
    public IReadOnlyDictionary<string, string>? Roles { get; init; }

    /// <summary>Whether accounts are made at the first sign-in; false when left out.</summary>
    public bool CreateAccounts { get; init; }

    /// <summary>Whether the sign-in page offers it; true when left out.</summary>
    public bool Active { get; init; } = true;

    internal IdentityProvider For(string tenant) => new(tenant, Authority ?? "", ClientId ?? "")
    {
        DisplayName = DisplayName ?? "",
        NameClaim = NameClaim ?? "preferred_username",
        RoleClaim = RoleClaim,
        Roles = Roles ?? new Dictionary<string, string>(),
        CreateAccounts = CreateAccounts,
        Active = Active,
    };
}

/// <summary>Who a user is at the tenant's provider (its <c>sub</c>); null for nobody.</summary>
public sealed record SubjectRequest(string? Subject);
