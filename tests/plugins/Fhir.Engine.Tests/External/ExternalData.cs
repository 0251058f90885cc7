using System.IO.Compression;

namespace Fhir.Engine.Tests.External;

/// <summary>The test data nobody on the project wrote; a test that needs it is skipped where it is absent.</summary>
internal static class ExternalData
{
    public static string Require(string relative)
    {
        foreach (var root in Roots())
        {
            var path = Path.Combine(root, relative);
            if (File.Exists(path) || Directory.Exists(path))
            {
                return path;
            }
        }
        Assert.Skip($"External test data '{relative}' is absent: set PLATFORM_EXTERNAL_DATA.");
        return "";
    }

    public static IEnumerable<string> SyntheaFiles() =>
        Directory.EnumerateFiles(Require("fhir/synthea"), "*.json.gz").Order(StringComparer.Ordinal);

    public static byte[] Unzip(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_EXTERNAL_DATA") is { Length: > 0 } given)
        {
            yield return given;
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared", "data");
        }
    }
}
