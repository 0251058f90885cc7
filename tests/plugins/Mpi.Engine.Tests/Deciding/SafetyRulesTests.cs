using Mpi.Engine.Deciding;
using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests.Deciding;

/// <summary>The pairs that must never be linked automatically, however high their weight.</summary>
public sealed class SafetyRulesTests
{
    private static readonly Person Unnumbered = A.Person with { Identifiers = [] };

    public static TheoryData<string, Person, Person, SafetyRules> AtMostPossible => new()
    {
        { "twins of two sexes", Unnumbered, Unnumbered with { GivenNames = ["Rose"], Sex = "female" }, SafetyRules.DifferentGivenName },
        { "twins of one sex", Unnumbered, Unnumbered with { GivenNames = ["Thomas"] }, SafetyRules.DifferentGivenName },
        { "twins under one number", A.Person, A.Person with { GivenNames = ["Thomas"] }, SafetyRules.DifferentGivenName },
        { "twins who look alike", Named("Marvin"), Named("Martin"), SafetyRules.DifferentGivenName },
        { "twins of one stem", Named("Mirela"), Named("Mirelinda"), SafetyRules.DifferentGivenName },
        { "twins who sound alike", Named("Xara"), Named("Zara"), SafetyRules.DifferentGivenName },
        { "Daniel and Danielle", Named("Daniel"), Named("Danielle") with { Sex = "female" }, SafetyRules.SexAndName },
        { "birth orders", Unnumbered with { BirthOrder = 1 }, Unnumbered with { BirthOrder = 2 }, SafetyRules.MultipleBirth },
        { "one of twins, slip", Named("Lakshmita"), Named("Lakshmira") with { MultipleBirth = true }, SafetyRules.MultipleBirth },
        { "two numbers", A.Person, A.Person with { Identifiers = [new(A.National, "111222334")] }, SafetyRules.ConflictingIdentifier },
        { "borrowed card", A.Person, Stranger with { Identifiers = A.Person.Identifiers }, SafetyRules.IdentifierAlone },
        { "cousins", Unnumbered, Unnumbered with { BirthDate = "1978-11-02" }, SafetyRules.DifferentBirthDate },
        { "father's birthday", Unnumbered, Unnumbered with { BirthDate = "1941-06-24" }, SafetyRules.DifferentBirthDate },
        { "junior and senior", Unnumbered with { Suffix = "Jr" }, Unnumbered with { Suffix = "Sr." }, SafetyRules.Suffix },
        { "name and date alone", Bare, Bare, SafetyRules.ThinEvidence },
        { "no given name", Unnumbered, Unnumbered with { GivenNames = ["Baby boy"] }, SafetyRules.ThinEvidence },
        { "no birth date", Unnumbered, Unnumbered with { BirthDate = null }, SafetyRules.ThinEvidence },
        { "twins of one first name", Unnumbered, Unnumbered with { GivenNames = ["Robert", "Simon"] }, SafetyRules.DifferentMiddleName },
        { "middle names", Bare with { GivenNames = ["Robert", "James"] }, Bare with { GivenNames = ["Robert", "Simon"] }, SafetyRules.DifferentMiddleName },
    };

    private static Person Bare => new()
    {
        GivenNames = ["Robert"], FamilyName = "Winterbourne", BirthDate = "1971-06-24", Sex = "male",
    };

    private static Person Stranger => new()
    {
        GivenNames = ["Alfredo"], FamilyName = "Castellano", BirthDate = "1971-02-11", Sex = "male",
    };

    [Theory]
    [MemberData(nameof(AtMostPossible))]
    public void Score_PairARuleHolds_IsNotLinked(string story, Person one, Person other, SafetyRules rule)
    {
        var score = A.Pair(one, other);

        Assert.True(score.Rules.HasFlag(rule), $"{story}: {score.Rules}");
        Assert.True(score.Decision != MatchDecision.Match, story);
    }

    [Fact]
    public void Score_Twins_AreOfferedForReview() =>
        Assert.Equal(MatchDecision.Possible, A.Pair(Unnumbered, Unnumbered with { GivenNames = ["Thomas"] }).Decision);

    [Fact]
    public void Score_FatherAndSonOfOneName_IsNoMatch()
    {
        var score = A.Pair(Unnumbered, Unnumbered with { BirthDate = "1996-11-02" });

        Assert.True(score.Rules.HasFlag(SafetyRules.Generation));
        Assert.Equal(MatchDecision.NonMatch, score.Decision);
    }

    [Fact]
    public void Score_SuffixesAndBirthDatesDiffer_IsNoMatch() =>
        Assert.Equal(
            MatchDecision.NonMatch,
            A.Pair(Unnumbered with { Suffix = "II" }, Unnumbered with { Suffix = "III", BirthDate = "1978-11-02" }).Decision);

    [Fact]
    public void Score_DifferentGivenNameUnderOneNumber_LinksOnlyWhenAllowed()
    {
        var linker = new RecordLinker(
            LinkageParameters.Default with { NumberSettlesGivenName = true },
            IdentifierPolicy.Default.With([new(A.National, IdentifierKind.PersonUnique)]));
        var (a, b) = (linker.Normalise(A.Person), linker.Normalise(A.Person with { GivenNames = ["Thomas"] }));

        Assert.Equal(MatchDecision.Match, linker.Score(a, b).Decision);
        Assert.Equal(MatchDecision.Possible, A.Linker.Score(a, b).Decision);
    }

    private static Person Named(string given) => Unnumbered with { GivenNames = [given] };
}
