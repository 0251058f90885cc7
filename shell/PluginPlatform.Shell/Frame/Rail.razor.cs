using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Shell.Frame;

/// <summary>The slim navigation at the side; below 640 px at the bottom.</summary>
public sealed partial class Rail
{
    /// <summary>Whose navigation.</summary>
    [Parameter, EditorRequired]
    public CallContext Reader { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private IEnumerable<Place> Places => Frame.Places.For(Reader);

    /// <inheritdoc/>
    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    /// <inheritdoc/>
    public void Dispose() => Navigation.LocationChanged -= Moved;

    private void Moved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(StateHasChanged);

    private string? Current(Place place)
    {
        var here = "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];
        return here == place.Address || (place.Address != "/" && here.StartsWith(place.Address + "/", StringComparison.Ordinal)) ? "page" : null;
    }
}
