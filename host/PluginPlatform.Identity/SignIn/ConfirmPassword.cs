using Microsoft.AspNetCore.Identity;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SignIn;

/// <summary>
/// Asks a signed-in user for the password again. Guesses are counted under the same name as guesses at the door, so that an
/// unattended screen is not a way around the lock.
/// </summary>
internal sealed class ConfirmPassword(
    AccountStore accounts, PasswordCheck passwords, SignInFailures failures, ILookupNormalizer normalizer, TimeProvider time)
{
    private const int LongestPassword = 1024;

    /// <summary>Null when it is right; else <c>invalid</c> or <c>locked</c>.</summary>
    public async Task<string?> RefusalAsync(Guid user, string password, CancellationToken cancellationToken)
    {
        if (await accounts.FindAsync(user, cancellationToken) is not { } stored || password.Length is 0 or > LongestPassword)
        {
            return "invalid";
        }

        var name = normalizer.NormalizeName(stored.Account.UserName);
        if (!await failures.ReserveAsync(name, cancellationToken) || !stored.MaySignIn(time.GetUtcNow()))
        {
            return "locked";
        }

        if (!await passwords.IsRightAsync(stored, password, cancellationToken))
        {
            return "invalid";
        }

        await failures.ForgetAsync(name, cancellationToken);
        return null;
    }
}
