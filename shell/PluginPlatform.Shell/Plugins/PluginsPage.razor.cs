using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Plugins;

/// <summary>The plugin board: what runs, how it is, why something does not, on and off. Live.</summary>
public sealed partial class PluginsPage : IDisposable
{
    private string _filter = "";
    private string? _selected;
    private bool _opened;

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private IPluginBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    private IReadOnlyList<PluginStatus> Plugins => Board.Plugins;

    private List<PluginStatus> Shown => [.. Plugins.Where(Matches)];

    private PluginStatus? Selected =>
        Plugins.FirstOrDefault(plugin => plugin.Id == _selected)
        ?? Plugins.FirstOrDefault(PluginFigures.NeedsAttention)
        ?? Plugins.FirstOrDefault();

    /// <inheritdoc/>
    public void Dispose() => Board.Changed -= Follow;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Store.Dispatch(new PatientLeft());
        Board.Changed += Follow;
    }

    private void Follow() => _ = InvokeAsync(StateHasChanged);

    private void Filter(ChangeEventArgs typed) => _filter = (typed.Value as string ?? "").Trim();

    private void Select(string id) => (_selected, _opened) = (id, true);

    private List<string> Dependents(PluginStatus plugin) =>
        [.. Plugins.Where(other => other.Enabled && other.Requires.Any(required => required.Split(' ')[0] == plugin.Id)).Select(other => other.Name)];

    private bool Matches(PluginStatus plugin) =>
        _filter.Length == 0
        || new[] { plugin.Id, plugin.Name, plugin.State, plugin.Description }.Concat(plugin.Grants)
            .Any(text => text.Contains(_filter, StringComparison.CurrentCultureIgnoreCase));
}
