using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace PluginPlatform.Identity.Tenants;

/// <summary>Streams the rows of a statement, one JSON text each, into an entry of the archive.</summary>
internal static class ExportPart
{
    private const int Flush = 256 * 1024;

    public static async Task<ExportedPart> WriteAsync(ZipArchive zip, string path, NpgsqlCommand rows, CancellationToken cancellationToken)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, bytes) = (0L, 0L);
        await using (var output = await entry.OpenAsync(cancellationToken))
        {
            using var buffer = new MemoryStream();
            await using var reader = await rows.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                buffer.Write(Encoding.UTF8.GetBytes(reader.GetString(0)));
                buffer.WriteByte((byte)'\n');
                count++;
                if (buffer.Length >= Flush)
                {
                    bytes += await PassOnAsync(buffer, output, hash, cancellationToken);
                }
            }

            bytes += await PassOnAsync(buffer, output, hash, cancellationToken);
        }

        return new(path, count, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<long> PassOnAsync(MemoryStream buffer, Stream output, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var written = buffer.Length;
        var piece = buffer.GetBuffer().AsMemory(0, (int)written);
        hash.AppendData(piece.Span);
        await output.WriteAsync(piece, cancellationToken);
        buffer.SetLength(0);
        return written;
    }
}
