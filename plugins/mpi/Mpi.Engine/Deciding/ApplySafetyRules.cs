using Mpi.Engine.Comparing;
using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Deciding;

/// <summary>Finds the safety rules that hold for a pair, and what they leave of a decision.</summary>
internal static class ApplySafetyRules
{
    private const int GenerationYears = 13;

    public static SafetyRules Find(
        ComparisonVector levels, PersonFeatures a, PersonFeatures b, LinkageParameters parameters)
    {
        var evidence = new Evidence(levels);
        return Identifiers(levels, evidence, a, b)
            | GivenNames(levels, evidence, a, b, parameters.NumberSettlesGivenName)
            | OtherNames(levels, evidence, a, b)
            | Dates(levels, a, b)
            | (IsThin(evidence, parameters.LeastEvidence) ? SafetyRules.ThinEvidence : SafetyRules.None);
    }

    public static MatchDecision Limit(MatchDecision decision, SafetyRules rules, ComparisonVector levels)
    {
        var twoGenerations = (rules & SafetyRules.Suffix) != 0 && !new Evidence(levels).Date;
        if (twoGenerations || (rules & SafetyRules.Generation) != 0)
        {
            return MatchDecision.NonMatch;
        }

        return rules != SafetyRules.None && decision == MatchDecision.Match ? MatchDecision.Possible : decision;
    }

    private static SafetyRules Identifiers(ComparisonVector levels, Evidence evidence, PersonFeatures a, PersonFeatures b)
    {
        var rules = CompareIdentifiers.Conflict(a.Identifiers, b.Identifiers)
            ? SafetyRules.ConflictingIdentifier
            : SafetyRules.None;
        var nameAgainst = levels[MatchField.GivenName] is AgreementLevel.Different or AgreementLevel.SimilarName
            || levels[MatchField.FamilyName] == AgreementLevel.Different;
        var dateAgainst = levels[MatchField.BirthDate] != AgreementLevel.Missing && !evidence.Date;
        return evidence.Number && nameAgainst && dateAgainst ? rules | SafetyRules.IdentifierAlone : rules;
    }

    private static SafetyRules GivenNames(
        ComparisonVector levels, Evidence evidence, PersonFeatures a, PersonFeatures b, bool numberSettlesGivenName)
    {
        var given = levels[MatchField.GivenName];
        var plain = given is AgreementLevel.Exact or AgreementLevel.Swapped;
        var oneNumber = levels[MatchField.UniqueIdentifier] == AgreementLevel.Exact;
        var settled = oneNumber && numberSettlesGivenName && evidence.Family
            && levels[MatchField.BirthDate] == AgreementLevel.Exact;
        var rules = given switch
        {
            AgreementLevel.Different or AgreementLevel.SimilarName when !settled => SafetyRules.DifferentGivenName,
            AgreementLevel.Near or AgreementLevel.Phonetic or AgreementLevel.Resembling or AgreementLevel.OtherName
                when !oneNumber => SafetyRules.DifferentGivenName,
            _ => SafetyRules.None,
        };

        var orders = a.BirthOrder > 0 && b.BirthOrder > 0 && a.BirthOrder != b.BirthOrder;
        if (orders || ((a.MultipleBirth || b.MultipleBirth) && !plain))
        {
            rules |= SafetyRules.MultipleBirth;
        }

        return levels[MatchField.Sex] == AgreementLevel.Different && !plain ? rules | SafetyRules.SexAndName : rules;
    }

    private static SafetyRules OtherNames(ComparisonVector levels, Evidence evidence, PersonFeatures a, PersonFeatures b)
    {
        var rules = a.Suffix.Length > 0 && b.Suffix.Length > 0 && a.Suffix != b.Suffix ? SafetyRules.Suffix : SafetyRules.None;
        var middle = levels[MatchField.MiddleNames] == AgreementLevel.Different;
        return middle && !evidence.Number ? rules | SafetyRules.DifferentMiddleName : rules;
    }

    private static SafetyRules Dates(ComparisonVector levels, PersonFeatures a, PersonFeatures b)
    {
        var date = levels[MatchField.BirthDate];
        var against = date is AgreementLevel.TwoParts or AgreementLevel.SameYear or AgreementLevel.Different;
        if (!against || levels[MatchField.UniqueIdentifier] == AgreementLevel.Exact)
        {
            return SafetyRules.None;
        }

        // Day and month the same with the year a generation off may be a slip or a son born on his father's birthday.
        var apart = Math.Abs(a.BirthDate.Year - b.BirthDate.Year) >= GenerationYears;
        return date == AgreementLevel.TwoParts
            ? apart ? SafetyRules.DifferentBirthDate : SafetyRules.None
            : SafetyRules.DifferentBirthDate | (apart ? SafetyRules.Generation : SafetyRules.None);
    }

    private static bool IsThin(Evidence evidence, int least) =>
        evidence.Kinds < least
        || !(evidence.Given || evidence.Number)
        || !(evidence.Date || evidence.Number);
}
