using Microsoft.AspNetCore.Identity;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>Takes somebody's second factor away who lost the phone and the codes. An administrator's act, recorded.</summary>
public sealed class ResetSecondFactor
{
    private readonly AccountStore _accounts;
    private readonly SecondFactorStore _factors;
    private readonly SessionStore _sessions;
    private readonly ISecurityEvents _events;
    private readonly ILookupNormalizer _normalizer;

    internal ResetSecondFactor(
        AccountStore accounts, SecondFactorStore factors, SessionStore sessions, ISecurityEvents events, ILookupNormalizer normalizer) =>
        (_accounts, _factors, _sessions, _events, _normalizer) = (accounts, factors, sessions, events, normalizer);

    /// <summary>Removes key and recovery codes and ends the user's sessions.</summary>
    /// <param name="userName">Whose.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <returns>False when there is no such user, or no second factor.</returns>
    public async Task<bool> ForAsync(string userName, Actor by, CancellationToken cancellationToken)
    {
        if (await _accounts.FindAsync(_normalizer.NormalizeName(userName), cancellationToken) is not { Account: var account }
            || await _factors.FindAsync(account.Id, cancellationToken) is null)
        {
            return false;
        }

        // Recorded first: when the trail cannot be written, the factor stays.
        await _events.RecordAsync(
            new(SecurityEventKind.AccountChanged, account.Tenant, by, "second_factor_reset", account.Id.ToString(), ""), cancellationToken);
        await _factors.RemoveAsync(account.Id, cancellationToken);
        await _sessions.EndAllAsync(account.Id, but: null, cancellationToken);
        return true;
    }
}
