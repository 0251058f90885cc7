using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.SignIn;

/// <summary>Compares passwords by Identity's hash (PBKDF2), and does as much work when there is nothing to compare with.</summary>
internal sealed class PasswordCheck(IPasswordHasher<PlatformUser> hasher, AccountStore accounts)
{
    // The hasher's interface asks for a user and its implementation does not look at it.
    private readonly PlatformUser _someone = new();
    private readonly Lazy<string> _nobodysHash = new(
        () => hasher.HashPassword(new(), Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));

    public async Task<bool> IsRightAsync(StoredAccount? stored, string password, CancellationToken cancellationToken)
    {
        if (stored is not { PasswordHash: { } hash })
        {
            Pretend(password);
            return false;
        }

        var result = hasher.VerifyHashedPassword(_someone, hash, password);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await accounts.UpgradeHashAsync(stored.Account.Id, hash, hasher.HashPassword(_someone, password), cancellationToken);
        }

        return result != PasswordVerificationResult.Failed;
    }

    public void Pretend(string password) => _ = hasher.VerifyHashedPassword(_someone, _nobodysHash.Value, password);
}
