using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Jose;
using PluginPlatform.Identity.Replay;

namespace PluginPlatform.Identity.Clients.Authenticating;

/// <summary>
/// private_key_jwt: RFC 7523 section 3, OpenID Connect Core 1.0 section 9, SMART Backend Services. Who has not shown to hold
/// the key learns nothing; who has is told what to mend.
/// </summary>
internal sealed class ClientAssertion(UsedOnce used, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public const string NotProven = "Client authentication failed.";

    private const int LongestId = 256;

    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);

    // Clocks of two machines differ.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    /// <summary>Null when the assertion proves to come from this client; otherwise what to tell it.</summary>
    public async Task<string?> FaultAsync(Client? client, JsonWebToken assertion, CancellationToken cancellationToken)
    {
        if (client is null || KeyFor(client, assertion) is not { } key || !IsSignedWith(assertion, key))
        {
            return NotProven;
        }

        if (assertion.Subject != client.Id || assertion.Issuer != client.Id)
        {
            return NotProven;
        }

        return FaultOfClaims(assertion)
            ?? (await used.TakeAsync("client_assertion", client.Id, assertion.Id, assertion.ValidTo, cancellationToken)
                ? null
                : "The client assertion has been used before; make a new one with a jti of its own.");
    }

    // A header without kid is clear only where there is one key.
    private static JsonWebKey? KeyFor(Client client, JsonWebToken assertion) => client.Keys?.Keys switch
    {
        null => null,
        [var only] when string.IsNullOrEmpty(assertion.Kid) => only,
        var keys => keys.SingleOrDefault(key => key.Kid == assertion.Kid),
    };

    private static bool IsSignedWith(JsonWebToken assertion, JsonWebKey key) =>
        !assertion.TryGetHeaderValue<object>("crit", out _)
        && KeyAlgorithms.Of(key).Contains(assertion.Alg)
        && TokenSignature.Matches(assertion, key, assertion.Alg);

    private string? FaultOfClaims(JsonWebToken assertion)
    {
        // More than one audience could be replayed at the other one.
        var audiences = assertion.Audiences.ToList();
        if (audiences.Count == 0 || !audiences.All(IsThisServer))
        {
            return "The client assertion is meant for another audience; use the issuer.";
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (assertion.ValidTo == DateTime.MinValue || assertion.ValidTo <= now)
        {
            return "The client assertion has expired, or has no exp.";
        }

        if (assertion.ValidTo > now + LongestLife + Leeway)
        {
            return "The client assertion is valid for more than five minutes.";
        }

        if (assertion.ValidFrom > now + Leeway || assertion.IssuedAt > now + Leeway)
        {
            return "The client assertion is not valid yet.";
        }

        return assertion.Id is { Length: > 0 and <= LongestId } ? null : "The client assertion needs a jti of at most 256 characters.";
    }

    private bool IsThisServer(string audience) =>
        audience == options.Value.Issuer || audience == options.Value.Issuer + IdentityPaths.Token;
}
