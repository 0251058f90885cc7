using System.Globalization;

namespace Fhir.Research;

/// <summary>Where a page ended: within a patient's record, after a patient, or among what is about nobody.</summary>
/// <param name="Phase">p for patients, n for what is about nobody.</param>
/// <param name="Id">The patient, or <c>Type/id</c>.</param>
/// <param name="Key">Within the patient's record; null when it is done.</param>
internal sealed record ResearchCursor(char Phase, string Id, long? Key)
{
    public static ResearchCursor Begin { get; } = new('p', "", null);

    public static ResearchCursor Nobody { get; } = new('n', "/", null);

    public static ResearchCursor Read(string? text) => text?.Split('|') switch
    {
        null => Begin,
        ["p", var id, ""] => new('p', id, null),
        ["p", var id, var key] => new('p', id, long.Parse(key, CultureInfo.InvariantCulture)),
        ["n", var id, ""] => new('n', id, null),
        _ => throw new FormatException("The cursor is none of this export's."),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Phase}|{Id}|{Key}");
}
