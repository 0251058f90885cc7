using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Shell.Clients;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>The clients as the current reader may administer them; asked anew at every step, because a page outlives rights.</summary>
internal sealed class ReaderClientBoard(ClientRoster roster, ClientDirectory directory, ISession session) : IClientBoard
{
    private static readonly ClientAnswer Forbidden = new($"It needs the permission {KernelPermissions.OwnClientsManage}. Ask an administrator.");

    public async Task<IReadOnlyList<ClientLine>> ListAsync(string search, string? after, int limit, CancellationToken cancellationToken) =>
        await WhoAsync(cancellationToken) is var (_, reach)
            ? [.. (await roster.ListAsync(new(null, search, after, limit), reach, cancellationToken)).Select(Line)]
            : [];

    public async Task<ClientAnswer> AddAsync(ClientForm form, CancellationToken cancellationToken)
    {
        if (await WhoAsync(cancellationToken) is not var (call, reach))
        {
            return Forbidden;
        }

        var client = Read(form, call.Tenant);
        if (!reach.Covers(client.Tenant))
        {
            return new($"There is no active tenant '{client.Tenant}'; add it first.");
        }

        return await directory.AddAsync(client, call.Actor, cancellationToken) switch
        {
            AddClientOutcome.Added added => new(null, added.Secret.Length == 0 ? null : added.Secret),
            AddClientOutcome.Refused refused => new(refused.Reason),
            var outcome => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
        };
    }

    public async Task<ClientAnswer> ActivateAsync(string id, bool active, CancellationToken cancellationToken) =>
        await WhoAsync(cancellationToken) is var (call, reach)
            ? Answer(await roster.ActivateAsync(id, active, call.Actor, reach, cancellationToken))
            : Forbidden;

    public async Task<ClientAnswer> NewSecretAsync(string id, CancellationToken cancellationToken) =>
        await WhoAsync(cancellationToken) is var (call, reach)
            ? Answer(await roster.NewSecretAsync(id, call.Actor, reach, cancellationToken))
            : Forbidden;

    private async ValueTask<(CallContext Call, AdminReach Reach)?> WhoAsync(CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is { } call
        && AdminReach.Of(call, KernelPermissions.ClientsManage, KernelPermissions.OwnClientsManage) is { } reach
            ? (call, reach)
            : null;

    private static NewClient Read(ClientForm form, string ownTenant) => new(
        form.Id.Trim(), form.Tenant.Trim() is { Length: > 0 } other ? other : ownTenant, ClientForm.Words(form.Scopes))
    {
        Name = form.Name.Trim() is { Length: > 0 } name ? name : null,
        IsPublic = form.Proof == "none",
        Jwks = form.Proof == "private_key_jwt" ? form.Jwks.Trim() : null,
        Grants = [.. ClientForm.AllGrants.Where(form.Grants.Contains)],
        RedirectUris = ClientForm.Words(form.RedirectUris),
    };

    private static ClientLine Line(RegisteredClient client) => new(
        client.Id, client.Name, client.Tenant, client.Authentication, client.Active, client.Grants, client.Scopes, client.RedirectUris, client.CreatedAt);

    private static ClientAnswer Answer(ChangeClientOutcome outcome) => outcome switch
    {
        ChangeClientOutcome.Changed changed => new(null, changed.Secret),
        ChangeClientOutcome.Refused refused => new(refused.Reason),
        _ => new("There is no such client any more. Look at the list again."),
    };
}
