using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Shell.Frame;

/// <summary>Sends a reader whose session ended to the sign-in page and back again afterwards.</summary>
public sealed class ToSignIn : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        Navigation.NavigateTo($"/sign-in?returnUrl={Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri))}", forceLoad: true);
}
