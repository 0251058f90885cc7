using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace PluginPlatform.Identity.Throttling;

/// <summary>
/// Counts failures per address and minute. Success is free: a hospital comes from one address, and a service that asks for
/// a token a thousand times a second with the right secret guesses nothing.
/// </summary>
internal sealed class AddressThrottle(IOptions<PlatformIdentityOptions> options) : IDisposable
{
    public const string RetryAfterSeconds = "60";

    // An IPv6 subscriber holds a whole /64.
    private const int SubscriberBytes = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _failures = PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = options.Value.FailuresPerMinute,
            Window = Window,
            QueueLimit = 0,
        }));

    public bool IsExhausted(ThrottledDoor door, HttpContext context)
    {
        using var look = _failures.AttemptAcquire(Key(door, context), permitCount: 0);
        return !look.IsAcquired;
    }

    public void Count(ThrottledDoor door, HttpContext context)
    {
        using var taken = _failures.AttemptAcquire(Key(door, context));
    }

    public void Dispose() => _failures.Dispose();

    private static string Key(ThrottledDoor door, HttpContext context) =>
        string.Create(CultureInfo.InvariantCulture, $"{door}:{Subscriber(context.Connection.RemoteIpAddress)}");

    private static string Subscriber(IPAddress? address) => address switch
    {
        null => "local",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } =>
            Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, SubscriberBytes)),
        _ => address.MapToIPv4().ToString(),
    };
}
