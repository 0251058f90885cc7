using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Shell;

/// <summary>The root document. Pages are prerendered and then live, except those that exclude themselves (sign-in).</summary>
public sealed partial class App
{
    private const string ThemeCookie = "theme";
    private static readonly string Version = typeof(App).Module.ModuleVersionId.ToString("N")[..8];

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private IPluginSurface Surface { get; set; } = null!;

    private static string Language => CultureInfo.CurrentUICulture.Name;

    private static string Direction => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    // Without the cookie the attribute is absent and the theme follows the system.
    private string? Theme => Http.Request.Cookies[ThemeCookie] is "light" or "dark" ? Http.Request.Cookies[ThemeCookie] : null;

    private IComponentRenderMode? Mode => Http.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;

    private static string Own(string path) => $"_content/PluginPlatform.Shell/{path}?v={Version}";
}
