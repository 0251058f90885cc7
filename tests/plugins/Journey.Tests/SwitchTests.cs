using System.Net;
using PluginPlatform.Sdk.Testing;

namespace Journey.Tests;

/// <summary>Switched off it is gone; switched on it catches up.</summary>
public sealed class SwitchTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;
    private ChartClient _chart = null!;

    private static CancellationToken End => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync(new() { PluginsJson = JourneyPlatform.RecordOnly }, End);
        _chart = new(await _platform.ApiAsync());
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task SwitchOn_AfterTheFact_BackfillsThenFollowsThenResumes()
    {
        await _chart.TransactAsync(A.Bundle(A.Patient("late"), A.Encounter("late-e", "late", "2020"), A.Hemoglobin("late-o", "late", "2020", 1, "late-e")));
        using (var off = await _chart.AskAsync("late"))
        {
            Assert.Equal(HttpStatusCode.NotFound, off.StatusCode);
        }

        await SwitchAsync(JourneyPlatform.Both, HttpStatusCode.OK);
        Assert.Single((await _chart.AwaitCountAsync("late", 2)).Edges);
        await _chart.PutAsync(A.Hemoglobin("late-o2", "late", "2021", 2));
        await _chart.AwaitCountAsync("late", 3);

        await SwitchAsync(JourneyPlatform.RecordOnly, HttpStatusCode.NotFound);
        await _chart.PutAsync(A.Hemoglobin("late-o3", "late", "2022", 3));
        await _chart.DeleteAsync("Observation/late-o2");
        await SwitchAsync(JourneyPlatform.Both, HttpStatusCode.OK);

        var graph = await _chart.AwaitAsync("late", graph => graph.Resources().Contains("Observation/late-o3"));
        Assert.Equal(["Encounter/late-e", "Observation/late-o", "Observation/late-o3"], graph.Resources().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SwitchOn_AfterManyBundles_BackfillsEveryPatient()
    {
        Assert.SkipWhen(Synthea.Files().Count == 0, Synthea.Absent);
        var posted = new List<(string Patient, int Events)>();
        foreach (var file in Synthea.Files())
        {
            var stored = await _chart.TransactAsync((await Synthea.ReadAsync(file)).Bytes);
            var patient = stored.Single(resource => resource.StartsWith("Patient/", StringComparison.Ordinal))["Patient/".Length..];
            posted.Add((patient, stored.Count(resource => SyntheaTests.Told.Contains(resource.Split('/')[0]))));
        }

        await SwitchAsync(JourneyPlatform.Both, HttpStatusCode.OK);

        foreach (var (patient, events) in posted)
        {
            Assert.Equal(events, (await _chart.AwaitAsync(patient, graph => graph.Resources().Count == events)).Resources().Count);
        }
    }

    /// <summary>Writes plugins.json and waits until the journey's endpoint answers accordingly.</summary>
    private async Task SwitchAsync(string plugins, HttpStatusCode awaited)
    {
        await File.WriteAllTextAsync(_platform.PluginsFile, plugins, End);
        await _chart.PutAsync(A.Patient("probe"));
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var answer = await _chart.AskAsync("probe");
            if (answer.StatusCode == awaited)
            {
                return;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60), $"Still {answer.StatusCode}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), End);
        }
    }
}
