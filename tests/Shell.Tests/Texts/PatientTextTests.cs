using System.Globalization;
using PluginPlatform.Sdk.UI.Patients;
using Shell.Tests.Fakes;

namespace Shell.Tests.Texts;

public sealed class PatientTextTests
{
    private static readonly DateOnly _today = new(2026, 11, 22);

    [Theory]
    [InlineData("1959-05-03", null, "67 y")]
    [InlineData("1959-11-23", null, "66 y")]
    [InlineData("2024-11-22", null, "2 y")]
    [InlineData("2024-11-23", null, "23 mo")]
    [InlineData("2026-10-20", null, "33 d")]
    [InlineData("2026-11-22", null, "0 d")]
    [InlineData("1931", "2019-04-02", "88 y")]
    [InlineData("1990-10", null, "36 y")]
    [InlineData(null, null, null)]
    [InlineData("soon", null, null)]
    [InlineData("2027-01-01", null, null)]
    public void Age_BirthDate_ReadsAsPeopleSayIt(string? born, string? died, string? expected) => In("en-GB", () =>
        Assert.Equal(expected, PatientText.Age(People.Patient("a", born, died), _today)));

    [Theory]
    [InlineData("en-GB", "1959-05-03", "3 May 1959")]
    [InlineData("de-DE", "1959-05-03", "3. Mai 1959")]
    [InlineData("en-GB", "1959-05", "May 1959")]
    [InlineData("en-GB", "1959", "1959")]
    [InlineData("en-GB", "2019-04-02T10:00:00Z", "2 Apr 2019")]
    [InlineData("en-GB", "not a date", "not a date")]
    public void Date_Recorded_IsAsExactAsItWas(string culture, string recorded, string expected) => In(culture, () =>
        Assert.Equal(expected, PatientText.Date(recorded)));

    private static void In(string culture, Action check)
    {
        var (before, beforeTexts) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            check();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeTexts);
        }
    }
}
