using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Users;

/// <summary>Adds users and gives them roles. Scoped.</summary>
public sealed class UserDirectory
{
    private const int LongestName = 256;
    private const int LongestDisplayName = 200;

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

        if (user.UserName.Length > LongestName || !IsPlain(user.DisplayName))
        {
            return new AddUserOutcome.Refused(
                "IDN-2014", "A user name has at most 256 characters, a display name at most 200 and no control characters.");
        }

        var generated = user.Password is null ? GeneratedPassword.Make() : null;
        var row = new PlatformUser
        {
            Id = Guid.CreateVersion7(_time.GetUtcNow()),
            UserName = user.UserName,
            TenantId = user.Tenant,
            DisplayName = user.DisplayName ?? user.UserName[..Math.Min(user.UserName.Length, LongestDisplayName)],
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

    private static bool IsPlain(string? name) =>
        name is null || (name.Length is > 0 and <= LongestDisplayName && !name.Any(char.IsControl));

    private async Task<AddUserOutcome.Refused?> WriteAsync(
        PlatformUser row, string password, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        await using var transaction = await _database.Database.BeginTransactionAsync(cancellationToken);
        IdentityResult made;
        try
        {
            made = await _users.CreateAsync(row, password);
        }
        catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Somebody took the name between Identity's look and its insert.
            made = IdentityResult.Failed(_users.ErrorDescriber.DuplicateUserName(row.UserName ?? ""));
        }

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
