using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>Tenants and users.</summary>
internal static class AccountApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapPost("/tenants", AddTenantAsync).RequirePermission(KernelPermissions.TenantsManage);
        admin.MapPost("/users", AddUserAsync).RequirePermission(KernelPermissions.UsersManage);
    }

    private static async Task<IResult> AddTenantAsync(TenantRequest request, TenantDirectory tenants, CancellationToken cancellationToken)
    {
        try
        {
            return await tenants.AddAsync(request.Id, request.Name ?? request.Id, cancellationToken)
                ? TypedResults.Ok(request)
                : Refuse("tenant.exists", $"There is a tenant '{request.Id}' already.", 409);
        }
        catch (ArgumentException e)
        {
            return Refuse("tenant.id", e.Message, 400);
        }
    }

    private static async Task<IResult> AddUserAsync(
        UserRequest request, HttpContext context, ICallSource calls, UserDirectory users, CancellationToken cancellationToken)
    {
        var by = KernelAccess.Caller(context, calls).Actor;
        var user = new NewUser(request.UserName, request.Tenant, request.Roles) { Password = request.Password };
        return await users.AddAsync(user, by, cancellationToken) switch
        {
            AddUserOutcome.Added added => TypedResults.Ok(added),
            AddUserOutcome.Refused refused => Refuse(refused.Code, refused.Reason, 400),
            var other => throw new InvalidOperationException($"{other.GetType()} is no outcome."),
        };
    }

    private static IResult Refuse(string code, string reason, int status) =>
        Results.Problem(statusCode: status, title: "Not added", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>A tenant to add.</summary>
public sealed record TenantRequest(string Id, string? Name);

/// <summary>A user to add; without a password one is made.</summary>
public sealed record UserRequest(string UserName, string Tenant, IReadOnlyList<string> Roles, string? Password);
