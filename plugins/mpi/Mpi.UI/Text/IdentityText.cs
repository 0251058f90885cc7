using System.Globalization;
using System.Resources;

namespace Mpi.UI.Text;

/// <summary>The texts of the index's parts of the shell, in the reader's language.</summary>
internal static class IdentityText
{
    private static readonly ResourceManager _english = new("Mpi.UI.Text.IdentityText", typeof(IdentityText).Assembly);
    private static readonly ResourceManager _german = new("Mpi.UI.Text.IdentityText.de", typeof(IdentityText).Assembly);

    /// <summary>A text; a missing key shows itself.</summary>
    public static string T(string key) =>
        (IsGerman ? _german.GetString(key, CultureInfo.InvariantCulture) : null)
        ?? _english.GetString(key, CultureInfo.InvariantCulture) ?? key;

    /// <summary>A text with values put in as the reader's locale writes them.</summary>
    public static string T(string key, params object?[] values) => string.Format(CultureInfo.CurrentCulture, T(key), values);

    /// <summary>A chance as a percentage that never rounds up to certainty: <c>99.9 %</c>.</summary>
    public static string Percent(double score)
    {
        var tenths = Math.Floor(score * 1000) / 10;
        return Math.Min(tenths, 99.9).ToString(tenths < 90 ? "0" : "0.#", CultureInfo.CurrentCulture) + "\u00A0%";
    }

    // The resources lie in this assembly: a plugin's folder holds no satellite assemblies.
    private static bool IsGerman => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "de";
}
