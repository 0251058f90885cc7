using System.IO.Compression;
using System.Text.Json;

namespace Journey.Tests;

/// <summary>Transaction bundles of other origin, beside the repository; tests that need them are skipped where they are absent.</summary>
internal static class Synthea
{
    public const string Absent = "The Synthea bundles are not there: set PLATFORM_EXTERNAL_DATA.";

    public static IReadOnlyList<string> Files()
    {
        var folder = System.IO.Path.Combine(Root(), "fhir", "synthea");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.json.gz").Order(StringComparer.Ordinal)] : [];
    }

    public static async Task<SyntheaBundle> ReadAsync(string file)
    {
        await using var zipped = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        await zipped.CopyToAsync(buffer, TestContext.Current.CancellationToken);
        var bytes = buffer.ToArray();
        using var json = JsonDocument.Parse(bytes);
        var types = json.RootElement.GetProperty("entry").EnumerateArray()
            .Select(entry => entry.GetProperty("resource").GetProperty("resourceType").GetString()!);
        return new(bytes, [.. types]);
    }

    /// <summary>The bundle with the most entries.</summary>
    public static async Task<SyntheaBundle> LargestAsync()
    {
        var largest = default(SyntheaBundle);
        foreach (var file in Files())
        {
            var bundle = await ReadAsync(file);
            largest = largest is null || bundle.Types.Count > largest.Types.Count ? bundle : largest;
        }

        return largest!;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_EXTERNAL_DATA") is { Length: > 0 } given)
        {
            return given;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "PluginPlatform.sln")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "..", "shared", "data");
    }
}

/// <summary>A bundle and the resource type of each entry, in order.</summary>
internal sealed record SyntheaBundle(byte[] Bytes, IReadOnlyList<string> Types);
