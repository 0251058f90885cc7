using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;

namespace PluginPlatform.Host.Admin;

/// <summary>Client programs.</summary>
internal static class ClientApi
{
    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapPost("/clients", AddAsync).RequireEverywhereOrOwn(KernelPermissions.ClientsManage, KernelPermissions.OwnClientsManage);

    private static async Task<IResult> AddAsync(
        ClientRequest request, HttpContext context, ICallSource calls, ClientDirectory clients, CancellationToken cancellationToken)
    {
        if (!KernelAccess.Reach(context, calls).Covers(request.Tenant))
        {
            // Word for word what is said of a tenant that does not exist.
            return Refuse("IDN-2002", $"There is no active tenant '{request.Tenant}'; add it first.");
        }

        var by = KernelAccess.Caller(context, calls).Actor;
        var client = request.ToClient();
        return await clients.AddAsync(client, by, cancellationToken) switch
        {
            AddClientOutcome.Added added => TypedResults.Ok(ClientAdded.Of(client, added)),
            AddClientOutcome.Refused refused => Refuse(refused.Code, refused.Reason),
            var other => throw new InvalidOperationException($"{other.GetType()} is no outcome."),
        };
    }

    private static IResult Refuse(string code, string reason) => Results.Problem(
        statusCode: 400, title: "Not added", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}
