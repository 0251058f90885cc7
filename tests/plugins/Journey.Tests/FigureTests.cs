using System.Globalization;

namespace Journey.Tests;

/// <summary>Measures what the product promises about speed, and prints it. Machines differ, so only soundness is asserted.</summary>
public sealed class FigureTests(JourneyPlatform host, ITestOutputHelper output)
{
    private const int Rounds = 200;

    [Fact]
    public async Task Figures_OfTheLargestPatient_ArePrinted()
    {
        Assert.SkipWhen(Synthea.Files().Count == 0, Synthea.Absent);
        var bundle = await Synthea.LargestAsync();
        var stored = await host.Chart.TransactAsync(bundle.Bytes);
        var answered = TimeProvider.System.GetTimestamp();
        var patient = stored.Single(resource => resource.StartsWith("Patient/", StringComparison.Ordinal))["Patient/".Length..];
        var events = stored.Count(resource => SyntheaTests.Told.Contains(resource.Split('/')[0]));
        var graph = await host.Chart.AwaitAsync(patient, graph => graph.Resources().Count == events);
        Print($"complete {TimeProvider.System.GetElapsedTime(answered).TotalMilliseconds:0} ms after the bundle's 200: {stored.Count} entries, {graph.Nodes.Count} nodes, {graph.Edges.Count} edges ({graph.Edges.Count(edge => edge.Derived)} derived)");
        Assert.Equal(events, graph.Resources().Count);

        await MeasureAsync("graph", () => host.Chart.AskAsync(patient), System.Net.HttpStatusCode.OK);
        using var held = await host.Chart.AskAsync(patient);
        await MeasureAsync("unchanged", () => host.Chart.AskAsync(patient, held.Headers.ETag!.ToString()), System.Net.HttpStatusCode.NotModified);
    }

    private async Task MeasureAsync(string what, Func<Task<HttpResponseMessage>> ask, System.Net.HttpStatusCode expected)
    {
        var times = new List<double>();
        long bytes = 0;
        for (var i = 0; i < Rounds; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            using var answer = await ask();
            bytes = (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).LongLength;
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            Assert.Equal(expected, answer.StatusCode);
        }

        times.Sort();
        Print($"{what}: p50 {times[Rounds / 2]:0.0} ms, p95 {times[Rounds * 95 / 100]:0.0} ms, worst {times[^1]:0.0} ms, {bytes / 1024} kB");
    }

    private void Print(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
