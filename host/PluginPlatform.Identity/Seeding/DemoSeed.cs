using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Seeding;

/// <summary>The accounts of tenant <c>demo</c>. Their secrets are printed in the documentation: only for a demonstration on loopback.</summary>
public sealed class DemoSeed
{
    /// <summary>The tenant.</summary>
    public const string Tenant = "demo";

    /// <summary>The password of every demo user.</summary>
    public const string Password = "Demo-2026!";

    /// <summary>The API client.</summary>
    public const string ClientId = "demo-client";

    /// <summary>Its secret.</summary>
    public const string ClientSecret = "demo-secret";

    /// <summary>The demo patient's account.</summary>
    public const string PatientUser = "patient@demo";

    /// <summary>The patient of the demo record whom it stands for.</summary>
    public const string PatientPerson = "Patient/syn-0001";

    private static readonly Actor Kernel = Actor.Plugin("kernel");

    private readonly IServiceScopeFactory _scopes;
    private readonly ClientDirectory _clients;
    private readonly TenantDirectory _tenants;
    private readonly AccountStore _accounts;
    private readonly ILookupNormalizer _normalizer;
    private readonly ILogger<DemoSeed> _logger;

    internal DemoSeed(
        IServiceScopeFactory scopes, ClientDirectory clients, TenantDirectory tenants, AccountStore accounts,
        ILookupNormalizer normalizer, ILogger<DemoSeed> logger) =>
        (_scopes, _clients, _tenants, _accounts, _normalizer, _logger) = (scopes, clients, tenants, accounts, normalizer, logger);

    private static NewUser[] Users =>
    [
        Demo("clinician@demo", "Demo Clinician", Roles.Provider),
        Demo("nurse@demo", "Demo Nurse", Roles.Nurse),
        Demo("admin@demo", "Demo Administrator", Roles.SuperAdmin, Roles.OrgAdmin),
        Demo(PatientUser, "Demo Patient", Roles.Patient),
    ];

    /// <summary>Adds what is missing; leaves what is there as it is.</summary>
    /// <param name="cancellationToken">Cancels between two accounts.</param>
    /// <exception cref="InvalidOperationException">An account is refused, for example because
    /// <see cref="PlatformIdentityOptions.DemoPasswords"/> is off.</exception>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        await _tenants.AddAsync(Tenant, "Demo hospital", cancellationToken);
        var known = await _accounts.KnownAsync([.. Users.Select(Normalized)], cancellationToken);
        var missing = Users.Where(user => !known.Contains(Normalized(user))).ToList();
        foreach (var user in missing)
        {
            await SeedUserAsync(user, cancellationToken);
        }

        await _accounts.LinkAsync(_normalizer.NormalizeName(PatientUser), PatientPerson, cancellationToken);
        _logger.DemoSeeded(missing.Count, await SeedClientAsync(cancellationToken) ? 1 : 0);
    }

    private string Normalized(NewUser user) => _normalizer.NormalizeName(user.UserName);

    // Another host may seed at the same time: a name that is taken by now is as good as added.
    private async Task SeedUserAsync(NewUser user, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserDirectory>();
        if (await users.AddAsync(user, Kernel, cancellationToken) is AddUserOutcome.Refused { Code: not "IDN-2013" } refused)
        {
            throw new InvalidOperationException($"Demo user {user.UserName} cannot be added: {refused.Reason}");
        }
    }

    private async Task<bool> SeedClientAsync(CancellationToken cancellationToken) => await _clients.AddAsync(
        new(ClientId, Tenant, ["system/*.cruds"]) { Secret = ClientSecret }, Kernel, cancellationToken) switch
    {
        AddClientOutcome.Added => true,
        AddClientOutcome.Refused { Code: "IDN-2004" } => false,
        AddClientOutcome.Refused refused => throw new InvalidOperationException(refused.Reason),
        _ => throw new InvalidOperationException("A client is added or refused."),
    };

    private static NewUser Demo(string name, string display, params string[] roles) =>
        new(name, Tenant, roles) { Password = Password, DisplayName = display };
}
