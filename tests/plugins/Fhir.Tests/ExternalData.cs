using System.IO.Compression;

namespace Fhir.Tests;

/// <summary>Data of other origin, beside the repository; tests that need it are skipped where it is absent.</summary>
internal static class ExternalData
{
    public static IReadOnlyList<string> Synthea()
    {
        var folder = Path.Combine(Root(), "fhir", "synthea");
        return System.IO.Directory.Exists(folder) ? [.. System.IO.Directory.GetFiles(folder, "*.json.gz").Order(StringComparer.Ordinal)] : [];
    }

    public static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_EXTERNAL_DATA") is { Length: > 0 } given)
        {
            return given;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PluginPlatform.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "..", "shared", "data");
    }
}
