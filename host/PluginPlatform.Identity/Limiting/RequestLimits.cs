using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Calls;

namespace PluginPlatform.Identity.Limiting;

/// <summary>Who has made how many requests of late: users, clients, and addresses nobody vouches for.</summary>
internal sealed class RequestLimits(IOptions<PlatformIdentityOptions> options, TimeProvider time) : IDisposable
{
    // Of an IPv6 address: a subscriber holds a whole /64.
    private const int SubscriberBytes = 8;
    private const int LongestAddress = 16;

    private readonly RequestLimitOptions _limits = options.Value.Requests;
    private readonly Buckets<string> _users = new(options.Value.Requests.Partitions, time);
    private readonly Buckets<string> _clients = new(options.Value.Requests.Partitions, time);
    private readonly Buckets<UInt128> _addresses = new(options.Value.Requests.Partitions, time);
    private readonly Buckets<UInt128> _atConnect = new(options.Value.Requests.Partitions, time);

    /// <summary>Null when the request is admitted; otherwise when to come again.</summary>
    public TimeSpan? Take(HttpContext context) => context.User.Identity switch
    {
        ClientIdentity client => TakeClient(client.Client.Id, client.RequestsPerMinute),
        UserTokenIdentity user => TakeClient(user.ClientId, user.RequestsPerMinute) ?? _users.Take(user.Person.Id, _limits.User),
        ClaimsIdentity { AuthenticationType: PlatformSchemes.Session } session when session.FindFirst(PlatformClaims.Subject) is { } subject =>
            _users.Take(subject.Value, _limits.User),
        _ => TakeAddress(context),
    };

    /// <summary>The same for a client that just authenticated.</summary>
    /// <param name="id">The client.</param>
    /// <param name="own">Its own limit, or null.</param>
    public TimeSpan? TakeClient(string id, int? own) => _clients.Take(id, own ?? _limits.Client);

    public void Dispose()
    {
        _users.Dispose();
        _clients.Dispose();
        _addresses.Dispose();
        _atConnect.Dispose();
    }

    private TimeSpan? TakeAddress(HttpContext context)
    {
        // The operator's socket has no address; who may open it owns the machine.
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return null;
        }

        return context.Request.Path.StartsWithSegments("/connect", StringComparison.OrdinalIgnoreCase)
            ? _atConnect.Take(Subscriber(address), _limits.Connect)
            : _addresses.Take(Subscriber(address), _limits.Address);
    }

    private static UInt128 Subscriber(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[LongestAddress];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        if (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            bytes[SubscriberBytes..].Clear();
        }
        else if (address.IsIPv4MappedToIPv6)
        {
            // The same caller as by IPv4.
            bytes[^4..].CopyTo(bytes);
            bytes[4..].Clear();
        }

        return MemoryMarshal.Read<UInt128>(bytes);
    }
}
