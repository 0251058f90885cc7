using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>The second factor of the user who asks: signed in, or on the way in and told to set one up.</summary>
public sealed class OwnSecondFactor
{
    private const string Issuer = "PluginPlatform";

    private readonly SecondFactorStore _factors;
    private readonly SecondFactorRule _rule;
    private readonly SecondStep _step;
    private readonly CodesOnce _codes;
    private readonly AccountStore _accounts;
    private readonly TimeProvider _time;

    internal OwnSecondFactor(
        SecondFactorStore factors, SecondFactorRule rule, SecondStep step, CodesOnce codes, AccountStore accounts, TimeProvider time) =>
        (_factors, _rule, _step, _codes, _accounts, _time) = (factors, rule, step, codes, accounts, time);

    /// <summary>Null when nobody is signed in or on the way in.</summary>
    /// <param name="context">The request for the page. New recovery codes are taken out of it: they are shown once.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<SecondFactorView?> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await AccountAsync(context, cancellationToken) is not { } account)
        {
            return null;
        }

        context.Response.Headers.CacheControl = "no-store";
        var factor = await _factors.FindAsync(account.Id, cancellationToken);
        var pending = factor is { Confirmed: false } && _time.GetUtcNow() - factor.CreatedAt <= EnrolFactor.Pending;
        var key = pending ? Base32.Encode(factor!.Secret) : null;
        return new(
            factor is { Confirmed: true }, key, key is null ? null : Address(account, key), factor?.CodesLeft ?? 0,
            _codes.Take(context, account.Id), _rule.AppliesTo(account));
    }

    private async Task<Account?> AccountAsync(HttpContext context, CancellationToken cancellationToken) =>
        SessionPrincipal.KeyOf(context.User) is var (_, user)
            ? (await _accounts.FindAsync(user, cancellationToken))?.Account
            : await _step.FindAsync(context, cancellationToken) is { Enrol: true } waiting ? waiting.Account : null;

    // The key format of authenticator apps: label "issuer:account", both escaped.
    private static string Address(Account account, string key) =>
        $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(account.UserName)}?secret={key}&issuer={Issuer}";
}
