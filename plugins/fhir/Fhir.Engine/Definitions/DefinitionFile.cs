using System.Buffers.Binary;
using System.IO.Compression;

namespace Fhir.Engine.Definitions;

/// <summary>The embedded file: a line saying what made it, the payload's length, the payload in Brotli.</summary>
internal static class DefinitionFile
{
    private const string ResourceName = "Fhir.Engine.Definitions.Generated.r4.bin";

    public static byte[] ReadPayload()
    {
        using var stream = typeof(DefinitionFile).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its definitions ({ResourceName}).");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        var body = file.AsSpan(file.AsSpan().IndexOf((byte)'\n') + 1);
        var payload = new byte[BinaryPrimitives.ReadInt32LittleEndian(body)];
        return BrotliDecoder.TryDecompress(body[4..], payload, out var written) && written == payload.Length
            ? payload
            : throw new InvalidOperationException($"{ResourceName} is damaged: run the generator again.");
    }
}
