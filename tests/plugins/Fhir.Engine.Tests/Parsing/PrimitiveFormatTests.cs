using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Tests.Parsing;

/// <summary>R4 2.24.0.1, a row for each boundary.</summary>
public class PrimitiveFormatTests
{
    [Theory]
    [InlineData("Date", "2020", true)]
    [InlineData("Date", "2020-12", true)]
    [InlineData("Date", "2020-02-29", true)]
    [InlineData("Date", "2021-02-29", false)]
    [InlineData("Date", "2020-13", false)]
    [InlineData("Date", "0000", false)]
    [InlineData("Date", "20-01-01", false)]
    [InlineData("Date", "2020-01-01T00:00:00Z", false)]
    [InlineData("DateTime", "2020-01-01T23:59:60Z", true)]
    [InlineData("DateTime", "2020-01-01T24:00:00Z", false)]
    [InlineData("DateTime", "2020-01-01T10:00:00", false)]
    [InlineData("DateTime", "2020-01-01T10:00Z", false)]
    [InlineData("DateTime", "2020-01-01T10:00:00.123456789+14:00", true)]
    [InlineData("DateTime", "2020-01-01T10:00:00.+01:00", false)]
    [InlineData("DateTime", "2020-01-01T10:00:00+14:01", false)]
    [InlineData("DateTime", "2020-01-01 10:00:00Z", false)]
    [InlineData("Instant", "2020-01-01", false)]
    [InlineData("Instant", "2020-01-01T10:00:00-05:00", true)]
    [InlineData("Time", "10:00:00", true)]
    [InlineData("Time", "10:00", false)]
    [InlineData("Time", "10:00:00Z", false)]
    [InlineData("Code", "a b", true)]
    [InlineData("Code", "a  b", false)]
    [InlineData("Code", "a ", false)]
    [InlineData("Uri", "a b", false)]
    [InlineData("Uri", "urn:x", true)]
    [InlineData("Oid", "urn:oid:2.16.840", true)]
    [InlineData("Oid", "urn:oid:3.1", false)]
    [InlineData("Oid", "urn:oid:1.02", false)]
    [InlineData("Uuid", "urn:uuid:c757873d-ec9a-4326-a141-556f43239520", true)]
    [InlineData("Uuid", "urn:uuid:C757873D-ec9a-4326-a141-556f43239520", false)]
    [InlineData("Id", "a-1.B", true)]
    [InlineData("Id", "a/1", false)]
    [InlineData("Base64Binary", "YWJj\nYWJj", true)]
    [InlineData("Base64Binary", "YWJ", false)]
    [InlineData("String", "a\u0001", false)]
    [InlineData("String", "tab\tline\n", true)]
    [InlineData("String", "", false)]
    public void Check_Value_MatchesSpecification(string kind, string text, bool valid) =>
        Assert.Equal(valid, PrimitiveFormat.Check(Enum.Parse<PrimitiveKind>(kind), Encoding.UTF8.GetBytes(text)) is null);

    [Theory]
    [InlineData("0", 0, true)]
    [InlineData("-0", int.MinValue, false)]
    [InlineData("2147483647", 1, true)]
    [InlineData("2147483648", 1, false)]
    [InlineData("0", 1, false)]
    [InlineData("1e2", 0, false)]
    public void IsInteger_Number_KeepsToRange(string number, int least, bool valid) =>
        Assert.Equal(valid, PrimitiveFormat.IsInteger(Encoding.UTF8.GetBytes(number), least));

    [Theory]
    [InlineData("2020", "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z")]
    [InlineData("2020-12", "2020-12-01T00:00:00Z", "2021-01-01T00:00:00Z")]
    [InlineData("2020-02-28", "2020-02-28T00:00:00Z", "2020-02-29T00:00:00Z")]
    [InlineData("2020-01-01T10:00:00+02:00", "2020-01-01T08:00:00Z", "2020-01-01T08:00:01Z")]
    [InlineData("2020-01-01T10:00:00.5Z", "2020-01-01T10:00:00.5Z", "2020-01-01T10:00:00.6Z")]
    [InlineData("2020-12-31T23:59:60Z", "2021-01-01T00:00:00Z", "2021-01-01T00:00:01Z")]
    public void ToRange_PartialDate_CoversItsPrecision(string text, string low, string high)
    {
        Assert.True(DateTimeReader.TryRead(Encoding.UTF8.GetBytes(text), false, out var value));

        var range = value.ToRange();

        Assert.Equal(DateTimeOffset.Parse(low, null).UtcDateTime, range.Low);
        Assert.Equal(DateTimeOffset.Parse(high, null).UtcDateTime, range.High);
    }

    [Fact]
    public void ToRange_LastYear_IsOpen()
    {
        Assert.True(DateTimeReader.TryRead("9999"u8, false, out var value));
        Assert.Equal(DateTime.MaxValue, value.ToRange().High);
    }
}
