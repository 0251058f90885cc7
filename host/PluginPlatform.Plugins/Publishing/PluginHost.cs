using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PluginPlatform.Plugins.Building;
using PluginPlatform.Plugins.Configuration;
using PluginPlatform.Plugins.Loading;
using PluginPlatform.Plugins.Manifests;
using PluginPlatform.Plugins.Resolving;
using PluginPlatform.Sdk.Plugins;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>
/// Brings the running set in line with plugins.json: builds what is new aside, checks the whole, swaps in one step, drains
/// the old. A failure before the swap leaves what serves serving.
/// </summary>
internal sealed class PluginHost(
    PluginHostOptions options, LiveSet live, BuildGeneration build, ContractCatalog contracts, PublishSet publish, NewsLog news,
    TimeProvider time, ILogger<PluginHost> log)
{
    private static readonly Version SdkVersion = typeof(IPlugin).Assembly.GetName().Version!;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<Task> _draining = [];
    private volatile PluginOverview _overview = PluginOverview.Empty;

    public event Action? Changed;

    public PluginOverview Overview => _overview;

    /// <summary>Reads plugins.json and applies it. Never throws for what plugins or the file do.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var (file, error) = ReadPluginsFile.From(options.File);
            if (file is null)
            {
                PluginsLog.FileRefused(log, error!.File, error.Line, error.Reason, error.Mend);
                _overview = _overview with { FileError = error.ToString() };
                news.Add($"plugins.json is not used: {error}");
            }
            else
            {
                await ApplyAsync(file, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }

        Changed?.Invoke();
    }

    private async Task ApplyAsync(PluginsFile file, CancellationToken cancellationToken)
    {
        var discovery = DiscoverPlugins.In(options.Folder);
        var resolution = ResolvePlugins.From(file, discovery, SdkVersion);
        var next = new List<Generation>();
        var refused = resolution.Refused.ToDictionary(r => r.Plugin, StringComparer.Ordinal);
        var set = contracts.For(resolution.Ordered.Select(r => r.Installed).Where(i => ContractsExist(i, refused)));
        foreach (var plugin in resolution.Ordered.Where(p => !refused.ContainsKey(p.Id)))
        {
            if (await ChooseAsync(plugin, set, next, refused, cancellationToken) is { } generation)
            {
                next.Add(generation);
            }
        }

        var before = live.Current;
        publish.Swap(new PluginSet(next));
        Announce(before, next);
        _overview = new(States(file, discovery, next, refused), null);
        foreach (var refusal in refused.Values)
        {
            PluginsLog.NotActive(log, refusal.Plugin, refusal.Code, refusal.Reason, refusal.Mend);
            news.Add($"{refusal.Plugin} did not start: {refusal.Reason}");
        }

        _draining.RemoveAll(t => t.IsCompleted);
        _draining.AddRange(before.Active.Except(next).Select(DrainAsync));
    }

    private async Task<Generation?> ChooseAsync(
        ResolvedPlugin plugin, ContractSet set, List<Generation> next, Dictionary<string, Refusal> refused, CancellationToken cancellationToken)
    {
        var key = BuildKey.Of(plugin, set);
        var running = live.Current.Find(plugin.Id);
        if (running?.BuildKey == key)
        {
            return running;
        }

        var lost = plugin.Installed.Manifest.Requires.Keys.FirstOrDefault(need => !next.Exists(g => g.Id == need));
        try
        {
            if (lost is not null)
            {
                throw new PluginFaultException("plugin.requires", $"It needs {lost}, which cannot start: {refused.GetValueOrDefault(lost)?.Reason}", refused.GetValueOrDefault(lost)?.Mend ?? $"Mend {lost}.");
            }

            var started = Stopwatch.GetTimestamp();
            var generation = await build.FromAsync(plugin, set, key, cancellationToken);
            CheckSet.Fits(generation, next);
            PluginsLog.Activated(log, plugin.Id, generation.Version, generation.Number, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return generation;
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            // Whatever a plugin throws while it starts is its own fault; the others start all the same.
            var e = unexpected as PluginFaultException
                ?? new("plugin.unexpected", $"It failed while starting with {unexpected.GetType().Name}.", "Its log has the cause.", unexpected);
            refused[plugin.Id] = new(plugin.Id, plugin.Installed.Manifest.Version, e.Code, e.Message, e.Mend);
            if (e.InnerException is { } cause)
            {
                PluginsLog.Failed(log, plugin.Id, plugin.Installed.Manifest.Version, e.Code, cause.GetType().FullName!, new(cause));
            }

            return lost is null ? running : null;
        }
    }

    private async Task DrainAsync(Generation old)
    {
        var left = await old.RetireAsync(options.Limits.Drain, time);
        if (left > 0)
        {
            PluginsLog.DrainedLate(log, old.Id, old.Version, old.Number, left);
        }

        PluginsLog.Retired(log, old.Id, old.Version, old.Number);
        Changed?.Invoke();
    }

    private static bool ContractsExist(InstalledPlugin plugin, Dictionary<string, Refusal> refused)
    {
        var missing = plugin.Manifest.Contracts.FirstOrDefault(c => !File.Exists(Path.Combine(plugin.Folder, c + ".dll")));
        if (missing is not null)
        {
            refused[plugin.Id] = new(plugin.Id, plugin.Manifest.Version, "plugin.corrupt", $"{missing}.dll is missing from its folder.", $"Reinstall {plugin.Id}.");
        }

        return missing is null;
    }

    private static List<PluginState> States(
        PluginsFile file, Discovery discovery, List<Generation> active, Dictionary<string, Refusal> refused)
    {
        var ids = file.Plugins.Keys.Concat(discovery.Installed.Select(p => p.Id)).Concat(discovery.Broken.Select(b => b.Plugin));
        return [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id =>
        {
            var enabled = file.Plugins.TryGetValue(id, out var entry) && entry.Enabled;
            var running = active.Find(g => g.Id == id);
            var why = refused.GetValueOrDefault(id) ?? discovery.Broken.FirstOrDefault(b => b.Plugin == id);
            var installed = running?.Resolved.Installed
                ?? discovery.Installed.Where(p => p.Id == id).MaxBy(p => p.Version);
            var state = running is not null ? "active" : why is null ? "disabled" : IsRefusal(why) ? "refused" : "faulted";
            return new PluginState(id, installed, enabled, state, why);
        })];
    }

    /// <summary>Refused: it was never tried, because something it needs is not there. Everything else is a fault of its own.</summary>
    private static bool IsRefusal(Refusal why) =>
        why.Code is "plugin.missing" or "plugin.version" or "plugin.sdk" or "plugin.cycle" or "plugin.requires" or "plugin.manifest";

    private void Announce(PluginSet before, List<Generation> next)
    {
        foreach (var fresh in next.Except(before.Active))
        {
            news.Add($"{fresh.Id} {fresh.Version} published");
        }

        foreach (var gone in before.Active.Where(old => !next.Exists(g => g.Id == old.Id)))
        {
            news.Add($"{gone.Id} {gone.Version} taken out of service; {gone.Calls} calls left");
        }
    }

    /// <summary>Lets what is under way end and frees every generation. Called when the host stops, after it stopped listening.</summary>
    public async Task RetireAllAsync()
    {
        await _turn.WaitAsync();
        var last = live.Current;
        live.Current = PluginSet.Empty;
        await Task.WhenAll([.. _draining, .. last.Active.Select(g => g.RetireAsync(options.Limits.Drain, time))]);
    }
}
