using System.Globalization;
using System.Resources;

namespace PluginPlatform.Sdk.UI.Text;

/// <summary>The texts of the base components, in the reader's language.</summary>
internal static class UiText
{
    private static readonly ResourceManager _texts = new("PluginPlatform.Sdk.UI.Text.UiText", typeof(UiText).Assembly);

    /// <summary>A text; a missing key shows itself.</summary>
    public static string T(string key) => _texts.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    /// <summary>A text with values put in as the reader's locale writes them.</summary>
    public static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);
}
