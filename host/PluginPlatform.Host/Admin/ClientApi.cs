using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>Client programs.</summary>
internal static class ClientApi
{
    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapPost("/clients", AddAsync).RequirePermission(KernelPermissions.ClientsManage);

    private static async Task<IResult> AddAsync(
        ClientRequest request, HttpContext context, ICallSource calls, ClientDirectory clients, CancellationToken cancellationToken)
    {
        var by = KernelAccess.Caller(context, calls).Actor;
        var client = request.ToClient();
        return await clients.AddAsync(client, by, cancellationToken) switch
        {
            AddClientOutcome.Added added => TypedResults.Ok(ClientAdded.Of(client, added)),
            AddClientOutcome.Refused refused => Results.Problem(
                statusCode: 400, title: "Not added", detail: refused.Reason,
                extensions: new Dictionary<string, object?> { ["code"] = refused.Code }),
            var other => throw new InvalidOperationException($"{other.GetType()} is no outcome."),
        };
    }
}
