using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Frame;

/// <summary>Rail, command bar, work area. Knows the reader before it draws a page.</summary>
public sealed partial class MainLayout
{
    private ErrorBoundary _boundary = null!;
    private CallContext? _reader;
    private string? _drawn;

    [Inject]
    private ISession Session { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private RecentPatients Recent { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _reader = await Session.CallAsync(CancellationToken.None);
        if (_reader is { } reader)
        {
            Store.Dispatch(new ReaderArrived(reader, reader.Data.IsEmpty ? [] : Recent.Of(reader)));
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // A page that failed does not keep the next one from showing.
        if (_drawn is not null && _drawn != Here)
        {
            _boundary?.Recover();
        }

        _drawn = Here;
    }

    private static string Code(Exception problem) => problem is FragmentFailedException failed ? failed.Code : "page.failed";
}
