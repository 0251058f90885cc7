namespace PluginPlatform.Storage.Keys;

/// <summary>How key management fails, in one place: no message names a key's bytes.</summary>
internal static class KeyManagementFailures
{
    public static PluginStorageException Unreachable(Uri address, Exception? cause) => new(
        "STO-1401",
        $"The key management at {address.GetLeftPart(UriPartial.Authority)} does not answer.",
        "See that it runs and can be reached from here; nothing encrypted is read or written until then.",
        cause);

    public static PluginStorageException Refused(Uri address, int status) => new(
        "STO-1402",
        $"The key management at {address.GetLeftPart(UriPartial.Authority)} refused with status {status}.",
        "See that the key exists and that the platform's token may use it.");

    public static PluginStorageException NotOpened(string keyId, Exception? cause) => new(
        "STO-1403",
        $"A data key wrapped by '{keyId}' cannot be unwrapped.",
        "Restore the key it was wrapped by: a line of master.key, or a version in the key management.",
        cause);
}
