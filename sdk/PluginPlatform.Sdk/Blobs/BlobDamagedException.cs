namespace PluginPlatform.Sdk.Blobs;

/// <summary>Stored content is not what was stored, or its key was destroyed while it was read.</summary>
/// <param name="message">What was found; names no content.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class BlobDamagedException(string message, Exception? inner = null) : IOException(message, inner);
