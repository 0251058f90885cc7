using System.IO.Compression;
using System.Text.Json;

namespace Benchmarks;

/// <summary>The external transaction bundles, smallest first.</summary>
internal static class SyntheaBundles
{
    public static IReadOnlyList<Bundle> Read()
    {
        var root = Environment.GetEnvironmentVariable("PLATFORM_EXTERNAL_DATA") ?? Beside();
        var folder = root is null ? null : Path.Combine(root, "fhir", "synthea");
        return folder is null || !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, "*.json.gz").Select(Open).OrderBy(b => b.Entries)];
    }

    private static Bundle Open(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        using var json = JsonDocument.Parse(bytes.ToArray());
        return new(bytes.ToArray(), json.RootElement.GetProperty("entry").GetArrayLength());
    }

    private static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(data))
            {
                return data;
            }
        }

        return null;
    }
}

internal sealed record Bundle(byte[] Json, int Entries);
