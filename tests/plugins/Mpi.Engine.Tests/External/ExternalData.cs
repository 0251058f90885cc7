namespace Mpi.Engine.Tests.External;

/// <summary>Finds the external data sets, which are not part of the repository; a test without them is skipped, saying so.</summary>
internal static class ExternalData
{
    public static string[] Lines(string name)
    {
        var path = Locate(name);
        Assert.SkipWhen(path is null, $"External data '{name}' not found: set PLATFORM_EXTERNAL_DATA to its folder.");
        return File.ReadAllLines(path!);
    }

    /// <summary>Rows by column name; no field of these sets holds a quoted comma.</summary>
    public static IEnumerable<Dictionary<string, string>> Rows(string name)
    {
        var lines = Lines(name);
        var columns = lines[0].Split(',').Select(c => c.Trim()).ToArray();
        return lines.Skip(1).Where(l => l.Length > 0).Select(line =>
        {
            var cells = line.Split(',');
            return columns.Select((c, i) => (c, Value: cells[i].Trim())).ToDictionary(c => c.c, c => c.Value);
        });
    }

    private static string? Locate(string name)
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_EXTERNAL_DATA") is { Length: > 0 } root)
        {
            var path = Path.Combine(root, "mpi", name);
            return File.Exists(path) ? path : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "mpi", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
