using Mpi.Engine.Comparing;
using Mpi.Engine.Deciding;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests.Scoring;

public sealed class RecordLinkerTests
{
    public static TheoryData<string, Person> OnePerson => new()
    {
        { "the same record", A.Person },
        { "pet name", A.Person with { GivenNames = ["Bob"] } },
        { "moved and changed telephone", A.Person with { AddressLine = "9 High Street", City = "Leeds", PostCode = "LS1 1AA", Phones = [] } },
        { "slip in the family name", A.Person with { FamilyName = "Winterborne", Identifiers = [] } },
        { "names exchanged", A.Person with { GivenNames = ["Winterbourne"], FamilyName = "Robert" } },
        { "day and month exchanged", A.Person with { BirthDate = "1971-24-06", Identifiers = [] } },
        { "slip in the birth date", A.Person with { BirthDate = "1971-06-21" } },
        { "year of birth only", A.Person with { BirthDate = "1971" } },
        { "no identifiers", A.Person with { Identifiers = [] } },
        { "new family name, same number", A.Person with { FamilyName = "Castellano" } },
    };

    [Theory]
    [MemberData(nameof(OnePerson))]
    public void Score_OnePersonWrittenTwice_IsMatch(string story, Person other)
    {
        var score = A.Pair(A.Person, other);

        Assert.True(score.Decision == MatchDecision.Match, $"{story}: {score}");
        Assert.Equal(SafetyRules.None, score.Rules);
    }

    public static TheoryData<string, Person> Others => new()
    {
        { "spouse", A.Person with { GivenNames = ["Helen"], Sex = "female", BirthDate = "1973-01-30", Emails = [], Identifiers = [] } },
        { "child", A.Person with { GivenNames = ["Oscar"], BirthDate = "2001-09-13", Emails = [], Identifiers = [] } },
        { "stranger", new Person { GivenNames = ["Alfredo"], FamilyName = "Castellano", BirthDate = "1958-02-11", Sex = "male" } },
        { "stranger of the same name", new Person { GivenNames = ["Robert"], FamilyName = "Winterbourne", BirthDate = "1934-02-11" } },
        { "nobody", new Person() },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Score_AnotherPerson_IsNoMatch(string story, Person other)
    {
        var score = A.Pair(A.Person, other);

        Assert.True(score.Decision == MatchDecision.NonMatch, $"{story}: {score}");
    }

    [Fact]
    public void Score_Pair_ContributionsAddUpAndMatchTheOutcome()
    {
        var (a, b) = (A.Features(A.Person), A.Features(A.Person with { GivenNames = ["Bob"], Emails = [] }));

        var score = A.Linker.Score(a, b);
        var outcome = A.Linker.Evaluate(b, a);

        Assert.Equal(score.Weight, score.Contributions.Sum(c => c.Weight), 9);
        Assert.Equal((score.Weight, score.Probability, score.Decision), (outcome.Weight, outcome.Probability, outcome.Decision));
        Assert.Equal(AgreementLevel.Nickname, score.Contributions.Single(c => c.Field == MatchField.GivenName).Level);
        Assert.DoesNotContain(score.Contributions, c => c.Field == MatchField.Email);
    }

    [Fact]
    public void Score_SharedHousehold_CountsLessThanItsParts()
    {
        var address = new Person { AddressLine = "12 Mill Lane", City = "Ashford" };
        var phone = new Person { Phones = ["07911123456"] };
        var both = address with { Phones = phone.Phones };

        var sum = A.Pair(address, address).Weight + A.Pair(phone, phone).Weight;

        Assert.True(A.Pair(both, both).Weight < 0.8 * sum);
    }

    [Fact]
    public void Score_RareName_WeighsMoreThanCommonOne()
    {
        var people = Enumerable.Range(0, 1000).Select(i => A.Features(new Person
        {
            GivenNames = ["Robert"], FamilyName = i < 900 ? "Smith" : $"Winter{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}bourne",
        })).ToList();
        var linker = new RecordLinker(frequencies: CountedFrequencies.Of(people));

        Assert.True(linker.Score(people[^1], people[^1]).Weight > linker.Score(people[0], people[0]).Weight + 8);
    }

    [Fact]
    public void Score_FirstOfJanuary_WeighsLess()
    {
        var (real, conventional) = (new Person { BirthDate = "1971-06-24" }, new Person { BirthDate = "1971-01-01" });

        Assert.True(A.Pair(conventional, conventional).Weight < A.Pair(real, real).Weight - 2);
    }

    [Fact]
    public void Evaluate_LargerRegister_IsLessSure()
    {
        var (a, b) = (A.Features(A.Person with { Identifiers = [] }), A.Features(A.Person with { Identifiers = [], BirthDate = "1971-06-21" }));
        var large = new RecordLinker(LinkageParameters.Default.ForRegisterOf(50_000_000));

        Assert.True(large.Evaluate(a, b).Probability < A.Linker.Evaluate(a, b).Probability);
    }

    [Fact]
    public void Evaluate_ManyPairs_AllocatesNothing()
    {
        var (a, b) = (A.Features(A.Person), A.Features(A.Person with { GivenNames = ["Bobby"], FamilyName = "Wintreborn", BirthDate = "1971-06-21" }));
        A.Linker.Evaluate(a, b);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            A.Linker.Evaluate(a, b);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(0, 0.995, 0.1)]
    [InlineData(0.001, 0.5, 0.9)]
    [InlineData(0.001, 1.5, 0.9)]
    public void Construct_ParametersOutOfRange_Throws(double prior, double match, double possible) =>
        Assert.Throws<ArgumentException>(() => new RecordLinker(
            LinkageParameters.Default with { Prior = prior, MatchFrom = match, PossibleFrom = possible }));

    [Fact]
    public void Construct_ProbabilityOutOfRange_Throws() =>
        Assert.Throws<ArgumentException>(() => new RecordLinker(LinkageParameters.Default with
        {
            Levels = [new LevelProbability(MatchField.Sex, AgreementLevel.Exact, 0, 0.5)],
        }));

    [Fact]
    public void DefaultLevels_EveryField_SumToAboutOne()
    {
        var partial = new[] { AgreementLevel.PartialMonth, AgreementLevel.PartialYear };
        foreach (var field in LinkageParameters.Default.Levels.Where(l => !partial.Contains(l.Level)).GroupBy(l => l.Field))
        {
            Assert.InRange(field.Sum(l => l.M), 0.97, 1.05);
            Assert.InRange(field.Sum(l => l.U), 0.97, 1.01);
        }
    }
}
