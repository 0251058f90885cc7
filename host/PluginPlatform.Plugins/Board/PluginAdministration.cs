using PluginPlatform.Events;
using PluginPlatform.Plugins.Configuration;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Plugins;

/// <summary>What administrators see of the plugins, and the switch. Permission and audit are the caller's.</summary>
public sealed class PluginAdministration
{
    private readonly PluginHostOptions _options;
    private readonly PluginHost _host;
    private readonly LiveSet _live;
    private readonly EventDispatcher _events;
    private readonly NewsLog _news;

    internal PluginAdministration(PluginHostOptions options, PluginHost host, LiveSet live, EventDispatcher events, NewsLog news)
    {
        (_options, _host, _live, _events, _news) = (options, host, live, events, news);
    }

    public event Action? Changed
    {
        add => _host.Changed += value;
        remove => _host.Changed -= value;
    }

    public IReadOnlyList<PluginStatus> Plugins => [.. _host.Overview.Plugins.Select(Status)];

    public string? FileError => _host.Overview.FileError;

    public IReadOnlyList<PluginNews> News => _news.Latest();

    /// <summary>Changes <c>enabled</c> in plugins.json and applies the file.</summary>
    /// <returns>Null when the plugin is as wanted now, else why not.</returns>
    public async Task<string?> SwitchAsync(string plugin, bool enabled, CancellationToken cancellationToken)
    {
        var text = await File.ReadAllBytesAsync(_options.File, cancellationToken);
        if (ReadPluginsFile.Parse(_options.File, text).Error is { } error)
        {
            return $"plugins.json is broken and was not changed: {error}";
        }

        if (EditPluginsFile.Switch(text, plugin, enabled) is not { } changed)
        {
            return $"plugins.json does not name '{plugin}'. Add \"{plugin}\": {{ \"version\": \"1.*\", \"enabled\": true }} to it.";
        }

        await EditPluginsFile.WriteAsync(_options.File, changed, cancellationToken);
        await _host.ApplyAsync(cancellationToken);
        var state = _host.Overview.Plugins.FirstOrDefault(p => p.Id == plugin);
        return enabled && state is { Why: { } why } ? $"{why.Reason} {why.Mend}" : null;
    }

    private PluginStatus Status(PluginState state)
    {
        var generation = _live.Current.Find(state.Id);
        var manifest = state.Installed?.Manifest;
        var ledger = generation?.Gate.Ledger;
        return new(
            state.Id, manifest?.Name ?? state.Id, manifest?.Description ?? "", manifest?.Version, state.Enabled,
            state.State == "active" && (state.Why is not null || RecentFaults(generation!)) ? "degraded" : state.State,
            state.Why?.Reason ?? (generation is not null && RecentFaults(generation) ? "Some of its calls fail." : null),
            state.Why?.Mend ?? (generation is not null && RecentFaults(generation) ? "The log names operation and cause." : null),
            manifest is null ? [] : [.. manifest.Requires.Select(r => $"{r.Key} {r.Value}")],
            generation is null ? [] : generation.Resolved.Grants,
            ledger?.Faults ?? 0, ledger?.P95(), ledger?.Buckets() ?? [], Progress(state.Id));
    }

    private static bool RecentFaults(Generation generation) => generation.Gate.Ledger.Buckets()[^1].Faults > 0;

    private string? Progress(string plugin)
    {
        var busy = _events.Status.FirstOrDefault(s => s.Plugin == plugin && (s.State == SubscriptionState.Backfilling || s.Lag > 0 || s.DeadLetters > 0));
        return busy switch
        {
            null => null,
            { State: SubscriptionState.Backfilling } => $"Back-filling: {busy.Backfilled:N0} so far",
            { DeadLetters: > 0 } => $"{busy.DeadLetters:N0} events set aside",
            _ => $"{busy.Lag:N0} events behind",
        };
    }
}
