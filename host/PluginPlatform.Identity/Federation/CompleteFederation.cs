using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Replay;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Federation;

/// <summary>Takes the provider's answer: one that this browser asked for, of this provider, once.</summary>
internal sealed class CompleteFederation(
    ProviderTable providers, ProviderDocuments documents, RedeemAtProvider redeem, IdTokenCheck tokens, FederatedAccounts people,
    AccountStore accounts, SealedCookie cookies, UsedOnce used, TimeProvider time)
{
    private const int LongestCode = 4096;

    public async Task<FederationOutcome> RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var note = cookies.Read<FederationNote>(context, BeginFederation.Cookie);
        cookies.Clear(context, BeginFederation.Cookie);
        if (note is null || query["state"] is not [{ } state] || !Same(state, note.State))
        {
            return Refused("state");
        }

        // The cookie is the browser's: a copy of it must not serve twice.
        if (!await used.TakeAsync("federation", note.Tenant, note.State, time.GetUtcNow() + BeginFederation.GoodFor, cancellationToken))
        {
            return Refused("replayed");
        }

        if (await providers.ReadAsync(note.Tenant, cancellationToken) is not var (provider, secret) || !provider.Active || provider.Authority != note.Authority
            || await documents.FindAsync(provider.Authority, kid: null, cancellationToken) is not { } document)
        {
            return Refused("provider");
        }

        // RFC 9207 section 2.4: who answers names itself, and is the one that was asked.
        if (query["iss"] is { Count: > 0 } named ? named is not [{ } issuer] || issuer != provider.Authority : document.NamesIssuer)
        {
            return Refused("issuer");
        }

        if (query["code"] is not [{ Length: > 0 and <= LongestCode } code])
        {
            return Refused("denied");
        }

        if (await redeem.RunAsync(document, provider, secret, code, note.Verifier, cancellationToken) is not { } text)
        {
            return Refused("code");
        }

        var (token, fault) = await tokens.ReadAsync(text, provider, note.Nonce, cancellationToken);
        return token is null ? Refused(fault ?? "id_token") : await AdmitAsync(token, provider, note, cancellationToken);
    }

    private async Task<FederationOutcome> AdmitAsync(
        JsonWebToken token, IdentityProvider provider, FederationNote note, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(token, provider, note.Invitation, cancellationToken) is not { } user
            || await accounts.FindAsync(user, cancellationToken) is not { } stored
            || stored.Account.Tenant != provider.Tenant)
        {
            return new FederationOutcome.Refused(FederationOutcome.Refused.Unlinked);
        }

        return stored.MaySignIn(time.GetUtcNow())
            ? new FederationOutcome.Accepted(stored.Account, note.ReturnUrl)
            : new FederationOutcome.Refused("federation_locked", stored.Account);
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static FederationOutcome.Refused Refused(string why) => new("federation_" + why);
}
