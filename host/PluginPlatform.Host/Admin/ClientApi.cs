using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins.Endpoints;

namespace PluginPlatform.Host.Admin;

/// <summary>Client programs: of every tenant for those who run the platform, of the own tenant for those who run that.</summary>
internal static class ClientApi
{
    private const int StandardPage = 50;

    public static void Map(IEndpointRouteBuilder admin)
    {
        var clients = admin.MapGroup("/clients").RequireEverywhereOrOwn(KernelPermissions.ClientsManage, KernelPermissions.OwnClientsManage);
        clients.MapGet("", ListAsync);
        clients.MapPost("", AddAsync);

        // The id stands in the body: it may hold a slash (RFC 6749 appendix A.1), which a path cannot carry.
        clients.MapPost("/deactivate", (ClientNamed client, HttpContext context, ICallSource calls, ClientRoster roster, CancellationToken token) =>
            ActivateAsync(client, false, context, calls, roster, token));
        clients.MapPost("/activate", (ClientNamed client, HttpContext context, ICallSource calls, ClientRoster roster, CancellationToken token) =>
            ActivateAsync(client, true, context, calls, roster, token));
        clients.MapPost("/secret", NewSecretAsync);
        clients.MapPut("/limit", LimitAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, ICallSource calls, ClientRoster roster, string? tenant, string? search, string? after, int? limit,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(await roster.ListAsync(
            new(tenant, search ?? "", after, limit ?? StandardPage), KernelAccess.Reach(context, calls), cancellationToken));

    private static async Task<IResult> AddAsync(
        ClientRequest request, HttpContext context, ICallSource calls, ClientDirectory clients, CancellationToken cancellationToken)
    {
        if (!KernelAccess.Reach(context, calls).Covers(request.Tenant))
        {
            // Word for word what is said of a tenant that does not exist.
            return Refuse("IDN-2002", $"There is no active tenant '{request.Tenant}'; add it first.", 400);
        }

        var by = KernelAccess.Caller(context, calls).Actor;
        var client = request.ToClient();
        return await clients.AddAsync(client, by, cancellationToken) switch
        {
            AddClientOutcome.Added added => TypedResults.Ok(ClientAdded.Of(client, added)),
            AddClientOutcome.Refused refused => Refuse(refused.Code, refused.Reason, 400),
            var other => throw new InvalidOperationException($"{other.GetType()} is no outcome."),
        };
    }

    private static async Task<IResult> ActivateAsync(
        ClientNamed client, bool active, HttpContext context, ICallSource calls, ClientRoster roster, CancellationToken cancellationToken) =>
        client.Id is not { Length: > 0 } id ? Unnamed() : Answer(await roster.ActivateAsync(
            id, active, KernelAccess.Caller(context, calls).Actor, KernelAccess.Reach(context, calls), cancellationToken));

    private static async Task<IResult> NewSecretAsync(
        ClientNamed client, HttpContext context, ICallSource calls, ClientRoster roster, CancellationToken cancellationToken) =>
        client.Id is not { Length: > 0 } id ? Unnamed() : Answer(await roster.NewSecretAsync(id, KernelAccess.Caller(context, calls).Actor, KernelAccess.Reach(context, calls), cancellationToken));

    private static async Task<IResult> LimitAsync(
        LimitRequest request, HttpContext context, ICallSource calls, ClientRoster roster, CancellationToken cancellationToken) =>
        request.Id is not { Length: > 0 } id ? Unnamed() : Answer(await roster.LimitAsync(
            id, request.RequestsPerMinute, KernelAccess.Caller(context, calls).Actor, KernelAccess.Reach(context, calls), cancellationToken));

    private static IResult Answer(ChangeClientOutcome outcome) => outcome switch
    {
        ChangeClientOutcome.Changed { Secret: { } secret } changed => TypedResults.Ok(new ClientSecret(changed.Client.Id, changed.Client.Tenant, secret)),
        ChangeClientOutcome.Changed changed => TypedResults.Ok(changed.Client),
        ChangeClientOutcome.Unknown => Refuse("IDN-2041", "There is no such client.", 404),
        ChangeClientOutcome.Refused refused => Refuse(refused.Code, refused.Reason, refused.Code == "IDN-2042" ? 400 : 409),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
    };

    private static IResult Unnamed() => Refuse("IDN-2041", "Name the client: id.", 400);

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>How many requests a client may make in a minute; null for the platform's limit.</summary>
public sealed record LimitRequest(string? Id, int? RequestsPerMinute);

/// <summary>Which client.</summary>
public sealed record ClientNamed(string? Id);

/// <summary>A client's new secret: shown now and never again.</summary>
public sealed record ClientSecret(string Id, string Tenant, string Secret);
