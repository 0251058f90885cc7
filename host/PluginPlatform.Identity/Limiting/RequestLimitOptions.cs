using System.ComponentModel.DataAnnotations;

namespace PluginPlatform.Identity.Limiting;

/// <summary>
/// How many requests to <c>/fhir</c>, <c>/api</c>, <c>/connect</c> and <c>/admin/api</c> are answered in a minute. Each is a
/// bucket that holds a minute's requests and fills evenly. Per host.
/// </summary>
public sealed class RequestLimitOptions
{
    /// <summary>Of one signed-in user. Default 6,000.</summary>
    [Range(1, 1_000_000_000)]
    public int User { get; set; } = 6_000;

    /// <summary>Of one client program that has no limit of its own. Default 1,200,000, more than two cores answer.</summary>
    [Range(1, 1_000_000_000)]
    public int Client { get; set; } = 1_200_000;

    /// <summary>Of one address (an IPv6 network of 64 bits counts as one) without a good token or session. Default 1,200.</summary>
    [Range(1, 1_000_000_000)]
    public int Address { get; set; } = 1_200;

    /// <summary>Of one address at <c>/connect</c>, where clients come before they have a token; what fails there is counted
    /// more strictly, see <see cref="PlatformIdentityOptions.FailuresPerMinute"/>. Default 600,000.</summary>
    [Range(1, 1_000_000_000)]
    public int Connect { get; set; } = 600_000;

    /// <summary>How many users, clients and addresses are told apart at a time, each. Those beyond share one limit. Default
    /// 20,000 (about 5 MB).</summary>
    [Range(16, 10_000_000)]
    public int Partitions { get; set; } = 20_000;
}
