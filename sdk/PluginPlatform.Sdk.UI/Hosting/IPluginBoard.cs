namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>The administrator's view of the plugins.</summary>
public interface IPluginBoard
{
    /// <summary>Raised after any state or health change, on a pool thread.</summary>
    event Action? Changed;

    /// <summary>Every plugin that is installed or named in plugins.json, by id.</summary>
    IReadOnlyList<PluginStatus> Plugins { get; }

    /// <summary>What is wrong with plugins.json itself, with line and mend, or null. The running set stays meanwhile.</summary>
    string? FileError { get; }

    /// <summary>What happened lately, newest first, at most 50.</summary>
    IReadOnlyList<PluginNews> News { get; }

    /// <summary>Switches a plugin on or off in plugins.json, keeping its comments, and waits until the change is applied.</summary>
    /// <param name="plugin">Plugin id.</param>
    /// <param name="enabled">On or off.</param>
    /// <param name="reason">Why; goes into the audit trail. Required to switch off.</param>
    /// <param name="cancellationToken">Cancels waiting, not the change.</param>
    /// <returns>Null when done, else why it was refused and how to mend it.</returns>
    Task<string?> SwitchAsync(string plugin, bool enabled, string reason, CancellationToken cancellationToken);
}

/// <summary>A plugin as the administrator sees it.</summary>
/// <param name="Id">Plugin id.</param>
/// <param name="Name">Display name.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Version">Version, or null when none is installed.</param>
/// <param name="Enabled">Whether plugins.json has it on.</param>
/// <param name="State">active, disabled, refused, faulted, draining, loading or degraded (active, with faults or failing health).</param>
/// <param name="Reason">Why it is not active, or what is failing; null when all is well.</param>
/// <param name="Mend">What to do about it; null when all is well.</param>
/// <param name="Requires">Ids and ranges it requires, for example <c>fhir 1.*</c>.</param>
/// <param name="Grants">Grants on patient data in force.</param>
/// <param name="Faults">Faults since start.</param>
/// <param name="P95">95th percentile of call time over the last minutes, or null without calls.</param>
/// <param name="Health">25 buckets, oldest first: calls and faults in each.</param>
/// <param name="Progress">Long work under way ("back-filling 1,200 of 30,000"), or null.</param>
public sealed record PluginStatus(
    string Id, string Name, string Description, string? Version, bool Enabled, string State, string? Reason, string? Mend,
    IReadOnlyList<string> Requires, IReadOnlyList<string> Grants, long Faults, TimeSpan? P95,
    IReadOnlyList<HealthBucket> Health, string? Progress);

/// <summary>Calls and faults in one slice of time.</summary>
/// <param name="Calls">Calls made.</param>
/// <param name="Faults">Calls that failed or timed out.</param>
public readonly record struct HealthBucket(int Calls, int Faults);

/// <summary>Something that happened to a plugin.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Text">One sentence.</param>
public sealed record PluginNews(DateTimeOffset At, string Text);
