using System.Security.Claims;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Calls;

/// <summary>A person, through a client program: the person's rights as they are now, narrowed by the token's scopes.</summary>
internal sealed class UserTokenIdentity : ClaimsIdentity
{
    private RightsOfTable? _rights;

    /// <param name="account">The person, as the database says now.</param>
    /// <param name="grant">The grant the token hangs on.</param>
    /// <param name="clientId">The client that holds it.</param>
    /// <param name="scopes">What it names.</param>
    /// <param name="patient">The patient in context (SMART App Launch 2.2, launch context parameter patient), or null.</param>
    public UserTokenIdentity(Account account, Guid grant, string clientId, ScopeSet scopes, string? patient)
        : base(
            [
                new(PlatformClaims.Subject, account.Id.ToString()),
                new(PlatformClaims.ClientId, clientId),
                new(PlatformClaims.UserName, account.UserName),
                new(PlatformClaims.DisplayName, account.DisplayName),
                new(PlatformClaims.Tenant, account.Tenant),
                new(PlatformClaims.Scope, scopes.Text),
                new(PlatformClaims.Grant, grant.ToString()),
            ],
            PlatformSchemes.Bearer,
            PlatformClaims.UserName,
            PlatformClaims.Role)
    {
        Tenant = account.Tenant;
        Scopes = scopes;
        Grant = grant;
        ClientId = clientId;
        Person = new(ActorKind.User, account.Id.ToString(), account.UserName);
        Own = PatientLink.SubjectOf(account.FhirUser);
        Patient = patient;
        if (patient is not null)
        {
            AddClaim(new(PlatformClaims.Patient, patient));
        }

        _roles = string.Join(' ', account.Roles.Order(StringComparer.Ordinal));
    }

    private readonly string _roles;

    public string Tenant { get; }

    public ScopeSet Scopes { get; }

    public Guid Grant { get; }

    /// <summary>The logical id of the patient in context; null without one.</summary>
    public string? Patient { get; }

    public string ClientId { get; }

    /// <summary>The client's own limit; null for the platform's.</summary>
    public int? RequestsPerMinute { get; init; }

    public Actor Person { get; }

    /// <summary>The data subject the person is; null for none.</summary>
    public string? Own { get; }

    public Rights RightsUnder(RightsTable table)
    {
        var known = _rights;
        if (known is null || !ReferenceEquals(known.Table, table))
        {
            _rights = known = new(table, table.OfPersonWithin(_roles, Own, Scopes, Patient));
        }

        return known.Rights;
    }

    private sealed record RightsOfTable(RightsTable Table, Rights Rights);
}
