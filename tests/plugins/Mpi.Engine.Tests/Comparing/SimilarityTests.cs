using Mpi.Engine.Comparing;

namespace Mpi.Engine.Tests.Comparing;

public sealed class SimilarityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("martha", "marhta", 0.961)]
    [InlineData("dwayne", "duane", 0.840)]
    [InlineData("dixon", "dicksonx", 0.813)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("", "", 1)]
    [InlineData("", "a", 0)]
    [InlineData("same", "same", 1)]
    public void JaroWinkler_KnownPairs_GiveWinklersFigures(string a, string b, double expected) =>
        Assert.Equal(expected, JaroWinkler.Similarity(a, b), 0.001);

    [Theory]
    [InlineData("ca", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    public void DamerauLevenshtein_KnownPairs_CountEdits(string a, string b, int expected) =>
        Assert.Equal(expected, DamerauLevenshtein.Distance(a, b));

    [Fact]
    public void Similarities_RandomTexts_AreSymmetricAndAgree()
    {
        const int seed = 42;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (Text(random), Text(random));
            var similarity = JaroWinkler.Similarity(a, b);
            var distance = DamerauLevenshtein.Distance(a, b);

            Assert.InRange(similarity, 0, 1);
            Assert.Equal(similarity == 1, a == b);
            Assert.Equal(distance, DamerauLevenshtein.Distance(b, a));
            Assert.Equal(distance <= 1, DamerauLevenshtein.WithinOne(a, b));
        }
    }

    [Fact]
    public void Similarities_VeryLongTexts_CompareTheirStart()
    {
        var (a, b) = (new string('a', 500), new string('a', 64) + "b");

        Assert.Equal(1, JaroWinkler.Similarity(a, b));
        Assert.Equal(0, DamerauLevenshtein.Distance(a, b));
    }

    private static string Text(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => (char)('a' + random.Next(3))));
}
