using System.Globalization;
using System.Text.RegularExpressions;
using PluginPlatform.Identity;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Http;

/// <summary>The shell's look for apps that want to look alike: SMART App Launch 2.2 section 2.0.9.4, read from the shell's own
/// tokens, light theme.</summary>
internal static partial class SmartStyle
{
    private const int PixelsPerRem = 16;

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Style = new(Read);

    public static void MapSmartStyle(this IEndpointRouteBuilder routes) => routes
        .MapGet(PlatformIdentityExtensions.SmartStyle, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=3600";
            return TypedResults.Ok(Style.Value);
        })
        .AllowAnonymous()
        .NoPatientData();

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(SmartStyle).Assembly.GetManifestResourceStream("tokens.css")
            ?? throw new InvalidOperationException("The shell's tokens are not built in.");
        using var reader = new StreamReader(stream);

        // The first value of a name is the light theme's.
        var tokens = Token().Matches(reader.ReadToEnd()).GroupBy(token => token.Groups[1].Value, StringComparer.Ordinal)
            .ToDictionary(token => token.Key, token => token.First().Groups[2].Value, StringComparer.Ordinal);
        return new()
        {
            ["color_background"] = tokens["surface"],
            ["color_error"] = tokens["danger"],
            ["color_highlight"] = tokens["accent"],
            ["color_success"] = tokens["ok"],
            ["color_text"] = tokens["text"],
            ["dim_border_radius"] = tokens["radius-2"],
            ["dim_font_size"] = Pixels(tokens["size-14"]),
            ["dim_spacing_size"] = Pixels(tokens["s5"]),
            ["font_family_body"] = tokens["font"],
            ["font_family_heading"] = tokens["font"],
        };
    }

    private static string Pixels(string rem) => string.Create(
        CultureInfo.InvariantCulture, $"{decimal.Parse(rem.Replace("rem", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * PixelsPerRem:0.##}px");

    [GeneratedRegex(@"--([a-z0-9-]+):\s*([^;]+);")]
    private static partial Regex Token();
}
