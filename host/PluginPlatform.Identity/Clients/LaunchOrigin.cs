namespace PluginPlatform.Identity.Clients;

/// <summary>Origins (RFC 6454) of addresses that were checked when they were registered.</summary>
internal static class LaunchOrigin
{
    /// <summary>Scheme, host and port as browsers write them in a policy.</summary>
    public static string Of(string address) => new Uri(address).GetLeftPart(UriPartial.Authority).ToLowerInvariant();
}
