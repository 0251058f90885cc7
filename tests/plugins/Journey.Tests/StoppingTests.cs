using PluginPlatform.Sdk.Testing;

namespace Journey.Tests;

/// <summary>The host is stopped while the journey follows the record.</summary>
public sealed class StoppingTests
{
    private const int Results = 1200;
    private const string EventFailed = " 2002 ";

    [Fact]
    public async Task Stop_WithEventsUnderWay_FailsNone()
    {
        var platform = await TestPlatform.StartAsync(new() { PluginsJson = JourneyPlatform.Both }, TestContext.Current.CancellationToken);
        await using (platform)
        {
            var chart = new ChartClient(await platform.ApiAsync());
            var results = Enumerable.Range(1, Results).Select(n => A.Hemoglobin($"stop-{n}", "stop", "2020-01-01", n));
            await chart.TransactAsync(A.Bundle([A.Patient("stop"), .. results]));
        }

        // Events that fail come back one by one, and all later ones of their keys wait behind them: a restart would cost minutes.
        Assert.DoesNotContain(platform.Log.Lines, line => line.Contains(EventFailed, StringComparison.Ordinal));
    }
}
