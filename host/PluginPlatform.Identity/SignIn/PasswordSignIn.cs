using Microsoft.AspNetCore.Identity;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.SignIn;

/// <summary>Checks a password. Takes about the same time whether or not the name exists.</summary>
internal sealed class PasswordSignIn(
    UserManager<PlatformUser> users, IPasswordHasher<PlatformUser> hasher, DummyPassword dummy, SignInFailures failures,
    TenantDirectory tenants, TimeProvider time)
{
    private const int LongestName = 256;

    // A password hash takes its time by design; one over megabytes takes more.
    private const int LongestPassword = 1024;

    public async Task<SignInOutcome> AttemptAsync(string name, string password, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > LongestName || password.Length is 0 or > LongestPassword || name.Any(char.IsControl))
        {
            dummy.Verify(hasher, "");
            return new SignInOutcome.Refused("invalid", null);
        }

        var normalized = users.NormalizeName(name);
        var open = await failures.ReserveAsync(normalized, cancellationToken);
        var user = await users.FindByNameAsync(name);
        var account = user is null ? null : await DescribeAsync(user);
        if (!open)
        {
            return new SignInOutcome.Refused("locked", account);
        }

        if (!await IsRightAsync(user, password) || user is null || account is null)
        {
            return new SignInOutcome.Refused("invalid", account);
        }

        if (user.LockoutEnd > time.GetUtcNow() || !await tenants.IsActiveAsync(user.TenantId, cancellationToken))
        {
            return new SignInOutcome.Refused("locked", account);
        }

        await failures.ForgetAsync(normalized, cancellationToken);
        return new SignInOutcome.Accepted(account);
    }

    private async Task<bool> IsRightAsync(PlatformUser? user, string password)
    {
        if (user?.PasswordHash is not null)
        {
            return await users.CheckPasswordAsync(user, password);
        }

        dummy.Verify(hasher, password);
        return false;
    }

    private async Task<Account> DescribeAsync(PlatformUser user) => new(
        user.Id,
        user.UserName ?? "",
        user.DisplayName,
        user.TenantId,
        user.SecurityStamp ?? "",
        [.. await users.GetRolesAsync(user)]);
}
