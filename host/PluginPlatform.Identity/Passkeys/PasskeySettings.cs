using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PluginPlatform.Identity.Passkeys;

/// <summary>
/// How passkeys are made and held against this platform (W3C Web Authentication): always with the user verified, so that one
/// is two factors in itself, and kept on the device with the name, so that sign-in needs no typing.
/// </summary>
internal sealed class PasskeySettings(IOptions<PlatformIdentityOptions> platform) : IConfigureOptions<IdentityPasskeyOptions>
{
    private const int ChallengeBytes = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Uri _issuer = new(platform.Value.Issuer);

    public void Configure(IdentityPasskeyOptions options)
    {
        // A passkey belongs to a name, never to an address. On loopback the name is the one the browser used.
        options.ServerDomain = _issuer.IsLoopback ? null : _issuer.IdnHost;
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AttestationConveyancePreference = "none";
        options.ChallengeSize = ChallengeBytes;
        options.AuthenticatorTimeout = Patience;
        options.ValidateOrigin = context => new(!context.CrossOrigin && context.Origin == OwnOrigin(context.HttpContext.Request));
    }

    // Behind a proxy the request's own scheme and host may be inner ones; the issuer is what the browser sees.
    private string OwnOrigin(HttpRequest request) =>
        _issuer.IsLoopback ? $"{request.Scheme}://{request.Host}" : _issuer.GetLeftPart(UriPartial.Authority);
}
