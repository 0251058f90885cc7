using System.Globalization;
using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Slots;
using PluginPlatform.Shell.Slots;
using PluginPlatform.Shell.State;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Home;

/// <summary>The first page: open patients, what plugins put there, and for administrators how the plugins are.</summary>
public sealed partial class HomePage
{
    private IReadOnlyList<PlacedFill> _widgets = [];
    private ShellContext _context = null!;

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private IPluginSurface Surface { get; set; } = null!;

    [Inject]
    private IPluginBoard Board { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private string Greeting => Time.GetLocalNow().Hour switch
    {
        >= 5 and < 12 => T("hello.morning", Reader.Actor.Name),
        >= 12 and < 18 => T("hello.day", Reader.Actor.Name),
        _ => T("hello.evening", Reader.Actor.Name),
    };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Store.Dispatch(new PatientLeft());
        _context = new ShellContext(Reader.Tenant, CultureInfo.CurrentUICulture.Name);
        _widgets = Surface.For(ShellSlots.DashboardWidget.Name, Reader);
        Surface.Changed += Follow;
        Board.Changed += Follow;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Surface.Changed -= Follow;
        Board.Changed -= Follow;
        base.Dispose(disposing);
    }

    private void Follow() => _ = InvokeAsync(() =>
    {
        _widgets = Surface.For(ShellSlots.DashboardWidget.Name, Reader);
        StateHasChanged();
    });
}
