using System.Globalization;
using System.Resources;

namespace Fhir.UI.Text;

/// <summary>The fragments' texts in the reader's language: German or, for everyone else, English.</summary>
internal static class FhirText
{
    private static readonly ResourceManager English = new("Fhir.UI.Text.en", typeof(FhirText).Assembly);
    private static readonly ResourceManager German = new("Fhir.UI.Text.de", typeof(FhirText).Assembly);

    /// <summary>A text; a missing key shows itself.</summary>
    public static string T(string key)
    {
        var texts = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de" ? German : English;
        return texts.GetString(key, CultureInfo.InvariantCulture) ?? key;
    }

    /// <summary>A text with values put in as the reader's locale writes them.</summary>
    public static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);
}
