using System.Globalization;
using System.Text.RegularExpressions;

namespace PluginPlatform.Storage.Clusters;

/// <summary>An installed PostgreSQL server.</summary>
/// <param name="Folder">Holds <c>postgres</c> and <c>initdb</c>.</param>
/// <param name="Version">The major version.</param>
internal sealed partial record PostgresBinaries(string Folder, int Version)
{
    /// <summary>The oldest version the platform's SQL runs on.</summary>
    public const int OldestVersion = 15;

    private const string Install = "Install PostgreSQL 15 or newer (Debian, Ubuntu: apt-get install postgresql), or set PLATFORM_PG_BIN to the folder of its programs, or give a database with PLATFORM_DATABASE.";

    public string Server => Path.Combine(Folder, "postgres");

    public string Initdb => Path.Combine(Folder, "initdb");

    /// <summary>Finds the newest server, or the one of a given major version.</summary>
    /// <param name="wanted">The version an existing cluster was made with, or null.</param>
    /// <param name="cancellationToken">Cancels asking for versions.</param>
    /// <exception cref="PluginStorageException">STO-1002: none is installed; STO-1003: only unsuitable ones.</exception>
    public static async Task<PostgresBinaries> FindAsync(int? wanted, CancellationToken cancellationToken)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in Folders().Distinct())
        {
            if (File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb")))
            {
                found.Add(new(folder, await AskVersionAsync(folder, cancellationToken).ConfigureAwait(false)));
            }
        }

        return Choose(found, wanted);
    }

    internal static PostgresBinaries Choose(IReadOnlyList<PostgresBinaries> found, int? wanted)
    {
        if (found.Count == 0)
        {
            throw new PluginStorageException("STO-1002", "No PostgreSQL server is installed.", Install);
        }

        var versions = string.Join(", ", found.Select(f => $"{f.Version} in {f.Folder}"));
        return wanted is { } version
            ? found.FirstOrDefault(f => f.Version == version) ?? throw new PluginStorageException(
                "STO-1004",
                $"The data folder's cluster was made by PostgreSQL {version}, but only {versions} is installed.",
                $"Install PostgreSQL {version} (apt-get install postgresql-{version}), or move the cluster with pg_upgrade.")
            : found.FirstOrDefault(f => f.Version >= OldestVersion)
                ?? throw new PluginStorageException("STO-1003", $"PostgreSQL {versions} is too old.", Install);
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_PG_BIN") is { Length: > 0 } given)
        {
            return [given];
        }

        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(NumberOf).Select(d => Path.Combine(d, "bin"))
            : [];
        return installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(p => p.Length > 0));
    }

    private static int NumberOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static async Task<int> AskVersionAsync(string folder, CancellationToken cancellationToken)
    {
        var answer = await ProgramRun.RunAsync(
            Path.Combine(folder, "postgres"), ["--version"], user: null, input: null, cancellationToken).ConfigureAwait(false);
        var match = VersionNumber().Match(answer.Output);
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex VersionNumber();
}
