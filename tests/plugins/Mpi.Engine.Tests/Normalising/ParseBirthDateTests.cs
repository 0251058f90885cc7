using Mpi.Engine.Normalising;

namespace Mpi.Engine.Tests.Normalising;

public sealed class ParseBirthDateTests
{
    [Theory]
    [InlineData("1971-06-24", 1971, 6, 24, false)]
    [InlineData("1971-06-24T10:00:00Z", 1971, 6, 24, false)]
    [InlineData("19710624", 1971, 6, 24, false)]
    [InlineData("1971-06", 1971, 6, 0, false)]
    [InlineData("1971", 1971, 0, 0, false)]
    [InlineData("24/06/1971", 1971, 6, 24, false)]
    [InlineData("06/24/1971", 1971, 6, 24, false)]
    [InlineData("04.03.1980", 1980, 3, 4, true)]
    [InlineData("04/04/1980", 1980, 4, 4, false)]
    [InlineData("1971-24-06", 1971, 6, 24, false)]
    [InlineData("1971-45-77", 1971, 0, 0, false)]
    [InlineData("1900-01-01", 0, 0, 0, false)]
    [InlineData("1900", 0, 0, 0, false)]
    [InlineData("9999-12-31", 0, 0, 0, false)]
    [InlineData("not known", 0, 0, 0, false)]
    [InlineData("", 0, 0, 0, false)]
    [InlineData(null, 0, 0, 0, false)]
    public void From_AnyForm_GivesPartsOrMissing(string? text, int year, int month, int day, bool ambiguous) =>
        Assert.Equal(new BirthDate(year, month, day, ambiguous), ParseBirthDate.From(text));
}
