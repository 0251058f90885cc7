namespace PluginPlatform.Storage.Keys;

/// <summary>A data key as the database holds it.</summary>
/// <param name="KeyId">The key it is wrapped by.</param>
/// <param name="Bytes">What that key made of it.</param>
public sealed record WrappedKey(string KeyId, byte[] Bytes);
