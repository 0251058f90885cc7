namespace Fhir.UI.Charts;

/// <summary>What is known about allergies; "none" and "not asked" are different answers.</summary>
/// <param name="Standing">Which of the answers it is.</param>
/// <param name="Lines">The allergies, the most dangerous first.</param>
public sealed record AllergyState(AllergyStanding Standing, IReadOnlyList<AllergyLine> Lines);

/// <summary>One allergy.</summary>
/// <param name="Substance">To what.</param>
/// <param name="Reaction">How it showed, or null.</param>
/// <param name="Severe">Whether its criticality is high or a reaction was severe.</param>
public sealed record AllergyLine(string Substance, string? Reaction, bool Severe);

/// <summary>The answers to "any allergies?".</summary>
public enum AllergyStanding
{
    /// <summary>Nothing is recorded either way.</summary>
    NotAsked,

    /// <summary>Recorded: none known.</summary>
    NoneKnown,

    /// <summary>There are some.</summary>
    Known,
}
