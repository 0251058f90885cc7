using System.Globalization;
using Mpi.Engine.Normalising;
using Mpi.Engine.Tests.External;

namespace Mpi.Engine.Tests.Normalising;

public sealed class NicknamesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("bob", "robert", true)]
    [InlineData("bill", "william", true)]
    [InlineData("beth", "elizabeth", true)]
    [InlineData("katherine", "catherine", true)]
    [InlineData("bob", "william", false)]
    [InlineData("marvin", "martin", false)]
    public void RootsOf_TwoNames_MeetWhenOneName(string one, string other, bool meet) =>
        Assert.Equal(meet, Nicknames.RootsOf(one).Intersect(Nicknames.RootsOf(other)).Any());

    [Theory]
    [InlineData("nicknames1.csv", 0, 0.45)]
    [InlineData("nicknames2.csv", 1, 0.45)]
    public void RootsOf_ExternalList_KnowsTheCommonOnes(string file, int header, double least)
    {
        var pairs = ExternalData.Lines(file).Skip(header)
            .Select(l => l.ToLowerInvariant().Split(',').Select(FoldText.Joined).Where(n => n.Length > 0).ToArray())
            .SelectMany(names => names.Skip(1).Where(n => n != names[0]).Select(n => (Formal: names[0], Pet: n)))
            .Where(p => Nicknames.IsKnown(p.Formal))
            .ToList();

        var known = pairs.Count(p => Nicknames.RootsOf(p.Formal).Intersect(Nicknames.RootsOf(p.Pet)).Any());

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {known} of {pairs.Count} pairs of names we list"));
        Assert.True(known >= least * pairs.Count);
    }
}
