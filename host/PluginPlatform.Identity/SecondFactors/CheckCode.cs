using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>Checks a code of the app or a recovery code. Guesses are counted before the code is looked at, as with passwords.</summary>
internal sealed class CheckCode(SecondFactorStore factors, SignInFailures failures, TimeProvider time)
{
    private const int LongestCode = 64;

    public async Task<CodeOutcome> AttemptAsync(Guid user, string text, CancellationToken cancellationToken)
    {
        // No user name holds a colon.
        var counted = $"second:{user}";
        if (!await failures.ReserveAsync(counted, cancellationToken))
        {
            return new CodeOutcome.Refused("locked");
        }

        if (text.Length > LongestCode || await UseAsync(user, text, cancellationToken) is not { } method)
        {
            return new CodeOutcome.Refused("code");
        }

        await failures.ForgetAsync(counted, cancellationToken);
        return new CodeOutcome.Accepted(method);
    }

    private async Task<string?> UseAsync(Guid user, string text, CancellationToken cancellationToken)
    {
        if (RecoveryCodes.HashOf(user, text) is { } hash)
        {
            return await factors.UseRecoveryCodeAsync(user, hash, cancellationToken) ? SignInMethods.PasswordAndRecoveryCode : null;
        }

        return await factors.FindAsync(user, cancellationToken) is { Confirmed: true } factor
            && Totp.StepOf(factor.Secret, Digits(text), time.GetUtcNow()) is { } step
            && await factors.UseStepAsync(user, step, cancellationToken)
            ? SignInMethods.PasswordAndCode
            : null;
    }

    /// <summary>People type the space that the app shows.</summary>
    public static string Digits(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
