using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Shell.Frame;

/// <summary>
/// Sends a reader whose session ended to the sign-in page and back again afterwards. From a live page it asks for the same
/// page again: when only the rights changed, the session still holds and the page comes back with the new ones.
/// </summary>
public sealed class ToSignIn : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Navigation.NavigateTo(
        RendererInfo.IsInteractive
            ? Navigation.Uri
            : $"/sign-in?returnUrl={Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri))}",
        forceLoad: true);
}
