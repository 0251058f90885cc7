using System.Globalization;
using System.Resources;
using System.Text.Encodings.Web;

namespace PluginPlatform.Identity.Doors;

/// <summary>Texts of the pages between a person and a client program, in the reader's language.</summary>
internal static class DoorText
{
    private static readonly ResourceManager Texts = new("PluginPlatform.Identity.Doors.DoorText", typeof(DoorText).Assembly);

    /// <summary>A text; a missing key shows itself, so that it is seen and not silently blank.</summary>
    public static string T(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    /// <summary>A text as HTML.</summary>
    /// <param name="key">The text.</param>
    /// <param name="values">Put in as they are: HTML already.</param>
    public static string Html(string key, params string[] values) =>
        string.Format(CultureInfo.InvariantCulture, HtmlEncoder.Default.Encode(T(key)), values);

    /// <summary>A text with values put in as the reader's locale writes them.</summary>
    public static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);
}
