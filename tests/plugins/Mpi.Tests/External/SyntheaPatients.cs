using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Mpi.Tests.External;

/// <summary>The Patients of the external Synthea bundles, which are not part of the repository.</summary>
internal static class SyntheaPatients
{
    public static async Task<IReadOnlyList<JsonObject>> ReadAsync(CancellationToken cancellationToken)
    {
        var folder = Locate();
        Assert.SkipWhen(folder is null, "External data 'fhir/synthea' not found: set PLATFORM_EXTERNAL_DATA to its folder.");
        var patients = new List<JsonObject>();
        foreach (var file in Directory.EnumerateFiles(folder!, "*.json.gz").Order(StringComparer.Ordinal))
        {
            await using var packed = File.OpenRead(file);
            await using var json = new GZipStream(packed, CompressionMode.Decompress);
            var bundle = await JsonNode.ParseAsync(json, cancellationToken: cancellationToken);
            patients.AddRange(bundle!["entry"]!.AsArray()
                .Select(e => e!["resource"]!.AsObject())
                .Where(r => (string?)r["resourceType"] == "Patient")
                .Select(r => r.DeepClone().AsObject()));
        }

        return patients;
    }

    private static string? Locate()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_EXTERNAL_DATA") is { Length: > 0 } root)
        {
            return Existing(Path.Combine(root, "fhir", "synthea"));
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared", "data", "fhir", "synthea")) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Existing(string path) => Directory.Exists(path) ? path : null;
}
