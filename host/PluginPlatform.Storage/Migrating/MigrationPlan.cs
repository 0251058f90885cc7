namespace PluginPlatform.Storage.Migrating;

/// <summary>Compares the files with the history.</summary>
internal static class MigrationPlan
{
    public static IReadOnlyList<MigrationScript> Pending(
        string area, IReadOnlyList<MigrationScript> scripts, Dictionary<int, (string Name, string Sha256)> applied)
    {
        var newest = applied.Count == 0 ? -1 : applied.Keys.Max();
        RefuseOlderFiles(area, scripts, applied);
        var pending = new List<MigrationScript>();
        foreach (var script in scripts)
        {
            if (!applied.TryGetValue(script.Version, out var done))
            {
                pending.Add(script);
            }
            else if (done.Sha256 != script.Sha256)
            {
                throw new PluginStorageException(
                    "STO-1202",
                    $"{script.File} of '{area}' was changed after it had been applied.",
                    "Restore the file as it was and put the change into a new migration.");
            }
        }

        return pending.FirstOrDefault(p => p.Version < newest) is { } late
            ? throw new PluginStorageException(
                "STO-1204",
                $"{late.File} of '{area}' is new but numbered below {newest:0000}, which is already applied.",
                "Give it a number above the newest.")
            : pending;
    }

    private static void RefuseOlderFiles(
        string area, IReadOnlyList<MigrationScript> scripts, Dictionary<int, (string Name, string Sha256)> applied)
    {
        foreach (var (version, done) in applied)
        {
            if (scripts.All(s => s.Version != version))
            {
                throw new PluginStorageException(
                    "STO-1205",
                    $"The database holds migration {version:0000}_{done.Name} of '{area}', which this version does not know.",
                    "Install the version that brought it, or a newer one.");
            }
        }
    }
}
