using PluginPlatform.Shell.State;
using Shell.Tests.Fakes;

namespace Shell.Tests.State;

public sealed class RecentPatientsTests
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Of_AnotherTenant_IsEmpty()
    {
        var recent = new RecentPatients(_time);
        var reader = People.Reader("fhir:read");
        recent.Keep(reader, [People.Context("a")]);

        Assert.Single(recent.Of(reader));
        Assert.Empty(recent.Of(reader with { Tenant = "other" }));
    }

    [Fact]
    public void Of_AfterAWorkingDay_IsEmpty()
    {
        var recent = new RecentPatients(_time);
        var reader = People.Reader("fhir:read");
        recent.Keep(reader, [People.Context("a")]);

        _time.Advance(TimeSpan.FromHours(13));

        Assert.Empty(recent.Of(reader));
    }
}
