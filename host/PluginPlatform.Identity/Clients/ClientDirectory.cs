using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Clients;

/// <summary>Registers client programs.</summary>
public sealed class ClientDirectory
{
    private readonly ClientStore _store;
    private readonly ClientSecrets _secrets;
    private readonly TenantDirectory _tenants;
    private readonly ISecurityEvents _events;
    private readonly string _issuer;

    internal ClientDirectory(ClientStore store, ClientSecrets secrets, TenantDirectory tenants, ISecurityEvents events, string issuer) =>
        (_store, _secrets, _tenants, _events, _issuer) = (store, secrets, tenants, events, issuer);

    /// <summary>Registers a client.</summary>
    /// <param name="client">The client.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before the row is written.</param>
    public async Task<AddClientOutcome> AddAsync(NewClient client, Actor by, CancellationToken cancellationToken)
    {
        client = client with { Grants = [.. client.Grants.Select(GrantTypes.Expand).Distinct(StringComparer.Ordinal)] };
        if (ClientRules.Fault(client, _issuer) is { } fault)
        {
            return fault;
        }

        if (!ScopeSet.TryParse(string.Join(' ', client.Scopes), out var scopes) || scopes.IsEmpty)
        {
            return new AddClientOutcome.Refused(
                "IDN-2003", "A scope is not understood: write openid, profile, email, fhirUser, offline_access, launch, launch/patient, "
                + "or patient/, user/ or system/<kind>.<letters>, for example system/*.cruds or patient/Observation.rs.");
        }

        if (!await _tenants.IsActiveAsync(client.Tenant, cancellationToken))
        {
            return new AddClientOutcome.Refused("IDN-2002", $"There is no active tenant '{client.Tenant}'; add it first.");
        }

        var secret = client.IsPublic || client.Jwks is not null ? null : client.Secret ?? ClientSecrets.Generate();
        if (!await _store.AddAsync(Row(client, scopes, secret), cancellationToken))
        {
            return new AddClientOutcome.Refused("IDN-2004", $"There is a client '{client.Id}' already.");
        }

        await _events.RecordAsync(
            new(SecurityEventKind.AccountChanged, client.Tenant, by, "client_added", client.Id, ""), cancellationToken);
        return new AddClientOutcome.Added(client.Id, client.Tenant, secret ?? "", client.Grants, scopes.Text.Split(' '));
    }

    private Client Row(NewClient client, ScopeSet scopes, string? secret) => new()
    {
        Id = client.Id,
        Tenant = client.Tenant,
        Name = client.Name ?? client.Id,
        Grants = client.Grants,
        Scopes = scopes,
        Active = true,
        IsPublic = client.IsPublic,
        Secret = secret is null ? null : _secrets.Hash(client.Id, secret),
        Keys = client.Jwks is null ? null : ClientKeySet.Parse(client.Jwks),
        RedirectUris = client.RedirectUris,
        PostLogoutRedirectUris = client.PostLogoutRedirectUris,
        LaunchUri = client.LaunchUri,
        PreApproved = client.PreApproved,
        RequirePushedAuthorization = client.RequirePushedAuthorization,
        DpopBound = client.DpopBound,
    };
}
