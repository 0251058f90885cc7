using System.Globalization;
using System.Resources;

namespace PluginPlatform.Shell.Text;

/// <summary>The shell's texts, in the reader's language.</summary>
internal static class ShellText
{
    private static readonly ResourceManager _texts = new("PluginPlatform.Shell.Text.ShellText", typeof(ShellText).Assembly);

    /// <summary>A text; a missing key shows itself, so that it is seen and not silently blank.</summary>
    public static string T(string key) => _texts.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    /// <summary>A text with values put in as the reader's locale writes them.</summary>
    public static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);
}
