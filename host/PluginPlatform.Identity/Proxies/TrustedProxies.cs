using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace PluginPlatform.Identity.Proxies;

/// <summary>
/// Takes a caller's address and scheme from X-Forwarded-For and -Proto, and only when a configured proxy sent them: from
/// anybody else they would be a way around throttling. The host is never taken: the issuer is fixed.
/// </summary>
internal static class TrustedProxies
{
    public static bool AreReadable(PlatformIdentityOptions options) => options.TrustedProxies.All(text => Read(text) is not null);

    public static ForwardedHeadersOptions Options(PlatformIdentityOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

            // As many as there are, from the nearest outwards, until one that is not trusted.
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies.Select(Read).OfType<IPNetwork>())
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        return forwarded;
    }

    /// <summary>An address or a network in CIDR notation.</summary>
    private static IPNetwork? Read(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : null;
}
