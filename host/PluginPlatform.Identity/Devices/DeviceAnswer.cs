namespace PluginPlatform.Identity.Devices;

/// <summary>What a device is told when it asks: RFC 8628 section 3.5.</summary>
internal enum DeviceAnswer
{
    Unknown,
    Expired,
    TooSoon,
    Pending,
    Denied,
    Granted,
}
