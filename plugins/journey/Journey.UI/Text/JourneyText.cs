using System.Globalization;
using System.Resources;

namespace Journey.UI.Text;

/// <summary>The tab's texts in the reader's language. All languages lie in this assembly: a plugin's folder has no satellites.</summary>
internal static class JourneyText
{
    private static readonly ResourceManager English = Of("en");
    private static readonly ResourceManager German = Of("de");

    /// <summary>A text; a missing key shows its last word, so that a new kind still reads.</summary>
    public static string T(string key) => Texts.GetString(key, CultureInfo.InvariantCulture) ?? key[(key.LastIndexOf('.') + 1)..];

    public static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);

    private static ResourceManager Texts => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de" ? German : English;

    private static ResourceManager Of(string language) => new($"Journey.UI.Text.JourneyText-{language}", typeof(JourneyText).Assembly);
}
