using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Shell.Frame;

/// <summary>Gives the prerendered page its HTTP status, so that programs see what people read. Nothing in a circuit.</summary>
public sealed class AnswerStatus : ComponentBase
{
    /// <summary>The status code.</summary>
    [Parameter, EditorRequired]
    public int Code { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!RendererInfo.IsInteractive && Http is { Response.HasStarted: false } http)
        {
            // Set last: the framework answers a 404 that it sees while rendering with an empty body, for a page elsewhere to fill.
            http.Response.OnStarting(() =>
            {
                http.Response.StatusCode = Code;
                return Task.CompletedTask;
            });
        }
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        // Draws nothing.
    }
}
