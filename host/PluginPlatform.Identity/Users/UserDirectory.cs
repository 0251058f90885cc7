using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Users;

/// <summary>Adds users and gives them roles. Scoped.</summary>
public sealed class UserDirectory
{
    private readonly UserManager<PlatformUser> _users;
    private readonly PlatformIdentityDbContext _database;
    private readonly TenantDirectory _tenants;
    private readonly ISecurityEvents _events;
    private readonly TimeProvider _time;

    internal UserDirectory(
        UserManager<PlatformUser> users, PlatformIdentityDbContext database, TenantDirectory tenants, ISecurityEvents events,
        TimeProvider time) =>
        (_users, _database, _tenants, _events, _time) = (users, database, tenants, events, time);

    /// <summary>Adds a user with a password and roles: all of it or nothing.</summary>
    /// <param name="user">The user.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before the rows are written.</param>
    public async Task<AddUserOutcome> AddAsync(NewUser user, Actor by, CancellationToken cancellationToken)
    {
        if (!await _tenants.IsActiveAsync(user.Tenant, cancellationToken))
        {
            return new AddUserOutcome.Refused("IDN-2011", $"There is no active tenant '{user.Tenant}'; add it first.");
        }

        if (user.Roles.Count == 0 || !user.Roles.All(RoleBundles.Exists))
        {
            return new AddUserOutcome.Refused(
                "IDN-2012", $"Give at least one role out of: {string.Join(", ", RoleBundles.Names.Order(StringComparer.Ordinal))}.");
        }

        var generated = user.Password is null ? GeneratedPassword.Make() : null;
        var row = new PlatformUser
        {
            Id = Guid.CreateVersion7(_time.GetUtcNow()),
            UserName = user.UserName,
            TenantId = user.Tenant,
            DisplayName = user.DisplayName ?? user.UserName,
            LockoutEnabled = true,
        };
        if (await WriteAsync(row, user.Password ?? generated ?? "", user.Roles, cancellationToken) is { } refused)
        {
            return refused;
        }

        await _events.RecordAsync(
            new(SecurityEventKind.AccountChanged, user.Tenant, by, "user_added", row.Id.ToString(), ""), cancellationToken);
        return new AddUserOutcome.Added(row.Id, user.UserName, user.Tenant, user.Roles, generated);
    }

    /// <summary>Which of these names no account has.</summary>
    /// <param name="names">User names.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IReadOnlySet<string>> MissingAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var normalized = names.Select(_users.NormalizeName).ToList();
        var there = await _database.Users
            .Where(user => normalized.Contains(user.NormalizedUserName))
            .Select(user => user.UserName)
            .ToListAsync(cancellationToken);
        return names.Where(name => !there.Contains(name, StringComparer.OrdinalIgnoreCase)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether anybody may manage users at all.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public Task<bool> AnyAdministratorAsync(CancellationToken cancellationToken) =>
        _database.UserRoles.AnyAsync(
            link => _database.Roles.Any(role => role.Id == link.RoleId && role.Name == Roles.SuperAdmin), cancellationToken);

    private async Task<AddUserOutcome.Refused?> WriteAsync(
        PlatformUser row, string password, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        await using var transaction = await _database.Database.BeginTransactionAsync(cancellationToken);
        var made = await _users.CreateAsync(row, password);
        if (made.Succeeded)
        {
            made = await _users.AddToRolesAsync(row, roles.Distinct(StringComparer.Ordinal));
        }

        if (!made.Succeeded)
        {
            var taken = made.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName));
            return new(taken ? "IDN-2013" : "IDN-2014", string.Join(' ', made.Errors.Select(error => error.Description)));
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
