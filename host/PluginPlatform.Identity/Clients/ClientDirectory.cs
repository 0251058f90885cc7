using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Clients;

/// <summary>Registers and ends client programs.</summary>
public sealed class ClientDirectory
{
    private readonly ClientStore _store;
    private readonly ClientSecrets _secrets;
    private readonly TenantDirectory _tenants;
    private readonly ISecurityEvents _events;

    internal ClientDirectory(ClientStore store, ClientSecrets secrets, TenantDirectory tenants, ISecurityEvents events) =>
        (_store, _secrets, _tenants, _events) = (store, secrets, tenants, events);

    /// <summary>Registers a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before the row is written.</param>
    public async Task<AddClientOutcome> AddAsync(NewClient client, Actor by, CancellationToken cancellationToken)
    {
        if (Fault(client) is { } fault)
        {
            return fault;
        }

        if (!ScopeSet.TryParse(string.Join(' ', client.Scopes), out var scopes) || scopes.IsEmpty)
        {
            return new AddClientOutcome.Refused(
                "IDN-2003", "A scope is not understood: write system/<kind>.<letters>, for example system/*.cruds or system/Patient.rs.");
        }

        if (!await _tenants.IsActiveAsync(client.Tenant, cancellationToken))
        {
            return new AddClientOutcome.Refused("IDN-2002", $"There is no active tenant '{client.Tenant}'; add it first.");
        }

        var secret = client.Secret ?? ClientSecrets.Generate();
        var row = new Client(client.Id, client.Tenant, _secrets.Hash(client.Id, secret), client.Grants, scopes, Active: true);
        if (!await _store.AddAsync(row, cancellationToken))
        {
            return new AddClientOutcome.Refused("IDN-2004", $"There is a client '{client.Id}' already.");
        }

        await _events.RecordAsync(Changed(client.Id, client.Tenant, by, "client_added"), cancellationToken);
        return new AddClientOutcome.Added(client.Id, client.Tenant, secret, client.Grants, scopes.Text.Split(' '));
    }

    /// <summary>Switches a client on or off. Its tokens follow when their cache entries expire.</summary>
    /// <param name="id">The client's id.</param>
    /// <param name="active">On or off.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before the row is written.</param>
    /// <returns>False when there is no such client.</returns>
    public async Task<bool> ActivateAsync(string id, bool active, Actor by, CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(id, cancellationToken) is not { } client
            || !await _store.ActivateAsync(id, active, cancellationToken))
        {
            return false;
        }

        var reason = active ? "client_activated" : "client_deactivated";
        await _events.RecordAsync(Changed(id, client.Tenant, by, reason), cancellationToken);
        return true;
    }

    private static SecurityEvent Changed(string id, string tenant, Actor by, string reason) =>
        new(SecurityEventKind.AccountChanged, tenant, by, reason, id, "");

    private static AddClientOutcome.Refused? Fault(NewClient client)
    {
        if (!ClientId.IsValid(client.Id))
        {
            return new("IDN-2001", "A client id has 1 to 128 printable ASCII characters and no colon.");
        }

        return client.Grants.Count > 0 && client.Grants.All(GrantTypes.IsKnown)
            ? null
            : new("IDN-2005", "The only grant type there is, is client_credentials.");
    }
}
