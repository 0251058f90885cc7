using Mpi.Engine.Comparing;
using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Deciding;

/// <summary>Finds the safety rules that hold for a pair, and what they leave of a decision.</summary>
internal static class ApplySafetyRules
{
    private const int GenerationYears = 13;
    private const int LeastEvidence = 3;

    private const SafetyRules Forbidding = SafetyRules.Generation;

    public static SafetyRules Find(ComparisonVector levels, PersonFeatures a, PersonFeatures b)
    {
        var rules = SafetyRules.None;
        rules |= Identifiers(levels, a, b);
        rules |= Names(levels, a, b);
        rules |= Dates(levels, a, b);
        return rules | (IsThin(levels) ? SafetyRules.ThinEvidence : SafetyRules.None);
    }

    public static MatchDecision Limit(MatchDecision decision, SafetyRules rules, ComparisonVector levels)
    {
        var twoGenerations = rules.HasFlag(SafetyRules.Suffix) && !DateAgrees(levels[MatchField.BirthDate]);
        if (twoGenerations || (rules & Forbidding) != 0)
        {
            return MatchDecision.NonMatch;
        }

        return rules != SafetyRules.None && decision == MatchDecision.Match ? MatchDecision.Possible : decision;
    }

    private static SafetyRules Identifiers(ComparisonVector levels, PersonFeatures a, PersonFeatures b)
    {
        var rules = SafetyRules.None;
        if (CompareIdentifiers.Conflict(a.Identifiers, b.Identifiers))
        {
            rules |= SafetyRules.ConflictingIdentifier;
        }

        var names = NameAgrees(levels[MatchField.GivenName]) && NameAgrees(levels[MatchField.FamilyName]);
        if (NumberAgrees(levels) && !names && !DateAgrees(levels[MatchField.BirthDate]))
        {
            rules |= SafetyRules.IdentifierAlone;
        }

        return rules;
    }

    private static SafetyRules Names(ComparisonVector levels, PersonFeatures a, PersonFeatures b)
    {
        var given = levels[MatchField.GivenName];
        var plain = given is AgreementLevel.Exact or AgreementLevel.Swapped;
        var rules = given is AgreementLevel.Different or AgreementLevel.SimilarName
            ? SafetyRules.DifferentGivenName
            : SafetyRules.None;
        var orders = a.BirthOrder > 0 && b.BirthOrder > 0 && a.BirthOrder != b.BirthOrder;
        if (orders || ((a.MultipleBirth || b.MultipleBirth) && !plain))
        {
            rules |= SafetyRules.MultipleBirth;
        }

        if (levels[MatchField.Sex] == AgreementLevel.Different && !plain)
        {
            rules |= SafetyRules.SexAndName;
        }

        return a.Suffix.Length > 0 && b.Suffix.Length > 0 && a.Suffix != b.Suffix ? rules | SafetyRules.Suffix : rules;
    }

    private static SafetyRules Dates(ComparisonVector levels, PersonFeatures a, PersonFeatures b)
    {
        var date = levels[MatchField.BirthDate];
        if (DateAgrees(date) || date == AgreementLevel.Missing || levels[MatchField.UniqueIdentifier] == AgreementLevel.Exact)
        {
            return SafetyRules.None;
        }

        var apart = Math.Abs(a.BirthDate.Year - b.BirthDate.Year) >= GenerationYears;
        if (date == AgreementLevel.TwoParts && !apart)
        {
            return SafetyRules.None;
        }

        var slip = date == AgreementLevel.TwoParts;
        return SafetyRules.DifferentBirthDate | (apart && !slip ? SafetyRules.Generation : SafetyRules.None);
    }

    // Kinds of evidence that do not follow from each other: given name, family name, birth date, contact, number.
    private static bool IsThin(ComparisonVector levels)
    {
        var given = NameAgrees(levels[MatchField.GivenName]);
        var date = DateAgrees(levels[MatchField.BirthDate]);
        var number = NumberAgrees(levels);
        var contact = levels[MatchField.Address] is AgreementLevel.SameDwelling or AgreementLevel.SameStreet
            || levels[MatchField.Phone] == AgreementLevel.Exact
            || levels[MatchField.Email] is AgreementLevel.Exact or AgreementLevel.Close;
        var kinds = (given ? 1 : 0) + (date ? 1 : 0) + (number ? 1 : 0) + (contact ? 1 : 0)
            + (NameAgrees(levels[MatchField.FamilyName]) ? 1 : 0);
        return kinds < LeastEvidence || !(given || number);
    }

    private static bool NumberAgrees(ComparisonVector levels) =>
        levels[MatchField.UniqueIdentifier] is AgreementLevel.Exact or AgreementLevel.Close
        || levels[MatchField.RecordNumber] == AgreementLevel.Exact;

    private static bool NameAgrees(AgreementLevel level) =>
        level is not (AgreementLevel.Missing or AgreementLevel.Different or AgreementLevel.SimilarName or AgreementLevel.Initial);

    private static bool DateAgrees(AgreementLevel level) =>
        level is AgreementLevel.Exact or AgreementLevel.DayMonthSwapped or AgreementLevel.OneDigit or AgreementLevel.PartialMonth
            or AgreementLevel.PartialYear;
}
