using Microsoft.AspNetCore.Identity;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SignIn;

/// <summary>Checks a user name and a password. Takes about the same time whether or not the name exists.</summary>
internal sealed class PasswordSignIn(
    AccountStore accounts, PasswordCheck passwords, SignInFailures failures, ILookupNormalizer normalizer, TimeProvider time)
{
    private const int LongestName = 256;

    // A password hash takes its time by design; one over megabytes takes more.
    private const int LongestPassword = 1024;

    public async Task<SignInOutcome> AttemptAsync(string name, string password, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > LongestName || password.Length is 0 or > LongestPassword || name.Any(char.IsControl))
        {
            passwords.Pretend("");
            return new SignInOutcome.Refused("invalid", null);
        }

        var normalized = normalizer.NormalizeName(name);
        var open = await failures.ReserveAsync(normalized, cancellationToken);
        var stored = await accounts.FindAsync(normalized, cancellationToken);
        if (!open)
        {
            return new SignInOutcome.Refused("locked", stored?.Account);
        }

        if (!await passwords.IsRightAsync(stored, password, cancellationToken) || stored is null)
        {
            return new SignInOutcome.Refused("invalid", stored?.Account);
        }

        if (!stored.MaySignIn(time.GetUtcNow()))
        {
            return new SignInOutcome.Refused("locked", stored.Account);
        }

        await failures.ForgetAsync(normalized, cancellationToken);
        return new SignInOutcome.Accepted(stored.Account);
    }
}
