using PluginPlatform.Sdk.Access;

namespace Fhir.AuditEvents;

/// <summary>
/// The trail's words in FHIR's codes (R4 6.4.4.2): action CRUDE and outcome 0, 4, 8, 12. Letters of SMART scopes stand for
/// patient data; whatever else is a word is something executed.
/// </summary>
internal static class AuditEventCodes
{
    private static readonly (char Letter, string Action, string Interaction)[] Letters =
        [('d', "D", "delete"), ('u', "U", "update"), ('c', "C", "create"), ('r', "R", "read"), ('s', "E", "search")];

    private static readonly (string Outcome, string Code)[] Outcomes = [("success", "0"), ("rejected", "4"), ("denied", "8"), ("failed", "12")];

    /// <summary>Every sequence of letters that stands for access to data.</summary>
    public static IReadOnlyList<string> AllAccess { get; } = [.. Enumerable.Range(1, (int)DataAction.All).Select(Word)];

    /// <summary>Whether the action is access to data, rather than a word.</summary>
    public static bool IsAccess(string action) => AllAccess.Contains(action);

    /// <summary>The action's code; of a call that did several things, that of the gravest.</summary>
    public static string ActionOf(string action) =>
        IsAccess(action) ? Letters.First(letter => action.Contains(letter.Letter, StringComparison.Ordinal)).Action : "E";

    /// <summary>Codes of http://hl7.org/fhir/restful-interaction.</summary>
    public static IEnumerable<string> InteractionsOf(string action) =>
        Letters.Where(letter => action.Contains(letter.Letter, StringComparison.Ordinal)).Select(letter => letter.Interaction);

    /// <summary>The actions of the trail that have one of these codes; null when a code is none.</summary>
    public static (IReadOnlyList<string>? Actions, IReadOnlyList<string>? OtherThan)? ActionsOf(IReadOnlyList<string> codes)
    {
        if (codes.Any(code => code is not ("C" or "R" or "U" or "D" or "E")))
        {
            return null;
        }

        // Words are without number, so whoever asks for E gets all but the access that has another code.
        return codes.Contains("E")
            ? (null, [.. AllAccess.Where(access => !codes.Contains(ActionOf(access)))])
            : ([.. AllAccess.Where(access => codes.Contains(ActionOf(access)))], null);
    }

    /// <summary>The outcome's code; a word nobody knows is no success.</summary>
    public static string OutcomeOf(string outcome) => Array.Find(Outcomes, known => known.Outcome == outcome).Code ?? "8";

    /// <summary>The outcomes of the trail that have one of these codes; null when a code is none.</summary>
    public static IReadOnlyList<string>? OutcomesOf(IReadOnlyList<string> codes) =>
        codes.All(code => Outcomes.Any(known => known.Code == code)) ? [.. Outcomes.Where(known => codes.Contains(known.Code)).Select(known => known.Outcome)] : null;

    private static string Word(int actions) =>
        string.Concat(Enumerable.Range(0, 5).Where(bit => (actions & (1 << bit)) != 0).Select(bit => "cruds"[bit]));
}
