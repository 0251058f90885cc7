namespace Architecture.Tests;

/// <summary>Holds the list of exceptions to shrinking.</summary>
public sealed class ExceptionTests
{
    [Fact]
    public void Entry_OfTheList_IsNoYoungerThanTheList() =>
        Assert.All(Exceptions.Entries, entry => Assert.True(entry.Since <= Exceptions.Closed, $"{entry.Path} was added after the list was closed: mend it instead."));

    [Fact]
    public void Entry_ThatCoversNothing_IsTakenOut() =>
        Assert.All(Exceptions.Entries, entry => Assert.True(
            RuleTests.Find(entry.Rule).Any(finding => finding.Path == entry.Path), $"{entry.Path} keeps {entry.Rule} now: take its line out of {Exceptions.File}."));

    [Theory]
    [InlineData("FilesStayShort | a.cs | 2026-11-22")]
    [InlineData("FilesStayShort | a.cs | 2026-11-22 | ")]
    [InlineData("FilesStayShort | a.cs | soon | it is long")]
    public void Entry_WithoutDateOrReason_IsRefused(string line) => Assert.Throws<FormatException>(() => Exceptions.Parse(line));
}
