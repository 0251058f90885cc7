namespace PluginPlatform.Sdk.Subjects;

/// <summary>A piece of an exported record, at most a few megabytes.</summary>
/// <param name="Path">The file it belongs to, such as <c>fhir/bundle.json</c>; pieces of one file come one after the other.</param>
/// <param name="Content">The bytes that follow.</param>
/// <param name="Next">Opaque; null after the last piece.</param>
public sealed record ExportedPiece(string Path, ReadOnlyMemory<byte> Content, string? Next);
