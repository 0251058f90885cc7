namespace PluginPlatform.Identity.SecondFactors;

/// <summary>Puts a pending key in use by the first code made with it.</summary>
internal sealed class EnrolFactor(SecondFactorStore factors, TimeProvider time)
{
    /// <summary>A key that nobody confirmed for so long is not shown again.</summary>
    public static readonly TimeSpan Pending = TimeSpan.FromMinutes(15);

    /// <summary>The recovery codes, to be shown once; null when the code is wrong or there is nothing to confirm.</summary>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Guid user, string code, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await factors.FindAsync(user, cancellationToken) is not { Confirmed: false } factor
            || now - factor.CreatedAt > Pending
            || Totp.StepOf(factor.Secret, CheckCode.Digits(code), now) is not { } step)
        {
            return null;
        }

        var codes = RecoveryCodes.Make();
        return await factors.ConfirmAsync(user, step, [.. codes.Select(made => RecoveryCodes.HashOf(user, made)!)], cancellationToken) ? codes : null;
    }
}
