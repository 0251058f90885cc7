using System.Collections.Frozen;

namespace Fhir.Engine.Deidentifying;

/// <summary>
/// Places in the United States (164.514(b)(2)(i)(B)): the state, and the first three digits of the ZIP code unless 20,000 or
/// fewer people live where they stand.
/// </summary>
internal static class ZipCodes
{
    // The seventeen of the 2000 census, as listed by the U.S. Department of Health and Human Services: "Guidance Regarding
    // Methods for De-identification of Protected Health Information", 26 November 2012, section 2.
    private static readonly FrozenSet<string> Sparse = FrozenSet.ToFrozenSet(
        ["036", "059", "063", "102", "203", "556", "692", "790", "821", "823", "830", "831", "878", "879", "884", "890", "893"], StringComparer.Ordinal);

    // USPS Publication 28, appendix B: whatever else was typed into "state" might be anything.
    private static readonly FrozenSet<string> States = FrozenSet.ToFrozenSet(
        ("AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,"
        + "ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,"
        + "MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,"
        + "OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,"
        + "WI Wisconsin,WY Wyoming,AS American Samoa,GU Guam,MP Northern Mariana Islands,PR Puerto Rico,VI Virgin Islands")
        .Split(',').SelectMany(state => new[] { state[..2], state[3..] }), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> UnitedStates = FrozenSet.ToFrozenSet(["US", "USA", "United States"], StringComparer.OrdinalIgnoreCase);

    /// <returns>Three digits, or null when it is no ZIP code.</returns>
    public static string? Coarsen(string code) =>
        code.Length >= 5 && code.AsSpan(0, 5).IndexOfAnyExceptInRange('0', '9') < 0 && (code.Length == 5 || code[5] == '-')
            ? Sparse.Contains(code[..3]) ? "000" : code[..3]
            : null;

    public static bool IsState(string text) => States.Contains(text);

    /// <summary>Whether an address is of the United States, which nothing need say.</summary>
    public static bool IsHere(string? country) => country is null || UnitedStates.Contains(country);
}
