using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Identity.Sessions;

/// <summary>Where a session began, in words coarse enough to keep.</summary>
/// <param name="Network">An IPv4 /24 or IPv6 /48, as <c>192.0.2.*</c>; empty for this machine.</param>
/// <param name="Browser">For example <c>Firefox</c>; empty when unknown.</param>
/// <param name="System">For example <c>Windows</c>; empty when unknown.</param>
/// <param name="Method">See <see cref="SignIn.SignInMethods"/>.</param>
internal sealed record SessionOrigin(string Network, string Browser, string System, string Method)
{
    private const int NetworkBytes = 6;

    // Order matters: most names hold the names of others.
    private static readonly (string Sign, string Word)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Word)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static SessionOrigin Of(HttpContext context, string method)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return new(NetworkOf(context.Connection.RemoteIpAddress), Word(Browsers, agent), Word(Systems, agent), method);
    }

    internal static string NetworkOf(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address))
        {
            return "";
        }

        if (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            var bytes = new byte[16];
            address.GetAddressBytes().AsSpan(0, NetworkBytes).CopyTo(bytes);
            return new IPAddress(bytes) + "/48";
        }

        var parts = address.MapToIPv4().GetAddressBytes();
        return string.Create(CultureInfo.InvariantCulture, $"{parts[0]}.{parts[1]}.{parts[2]}.*");
    }

    private static string Word((string Sign, string Word)[] signs, string agent) =>
        signs.FirstOrDefault(sign => agent.Contains(sign.Sign, StringComparison.Ordinal)).Word ?? "";
}
