namespace PluginPlatform.Sdk.Blobs;

/// <summary>The outcome of opening a blob.</summary>
/// <param name="State">Whether it opened.</param>
/// <param name="Content">The content, read asynchronously and once; null unless it opened.</param>
/// <param name="Length">The content's length in bytes; 0 unless it opened.</param>
public sealed record BlobRead(BlobState State, Stream? Content, long Length);
