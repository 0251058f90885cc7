using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Shell.Frame;

/// <summary>Open patients, find, tenant, theme, reader.</summary>
public sealed partial class CommandBar
{
    /// <summary>Who reads.</summary>
    [Parameter, EditorRequired]
    public CallContext Reader { get; set; } = null!;

    [Inject]
    private IOptions<ShellOptions> Options { get; set; } = null!;
}
