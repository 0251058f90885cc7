using System.Diagnostics;
using Host.Tests.Storage;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Anchoring;
using PluginPlatform.Storage;

namespace Host.Tests.Audit;

/// <summary>Prints figures of a durable cluster; run with <c>-explicit only</c> on a machine that does nothing else.</summary>
public sealed class AuditMeasurements(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Callers = 1000;
    private const int Rows = 400_000;

    private readonly TempFolder _folder = new();
    private PlatformStorage _storage = null!;
    private FileAnchor _anchor = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _storage = await PlatformStorage.StartAsync(
            new StorageOptions { DataFolder = _folder.Path }, KernelDatabases.Areas, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, TimeProvider.System, Token);
        _anchor = new(Path.Combine(_folder.Path, "audit"), TimeProvider.System);
    }

    [Fact(Explicit = true)]
    public async Task AppendAndVerify_ManyCallers_PrintsFigures()
    {
        await using var trail = TestTrail.Over(_storage, _anchor);
        await AppendAsync(trail, 20_000);
        var used = Environment.CpuUsage.TotalTime;
        Tell("append", Rows / await AppendAsync(trail, Rows), "rows/s (aim ≥ 20,000)");
        Tell("append, this process's processor time", (Environment.CpuUsage.TotalTime - used).TotalNanoseconds / Rows, "ns a row");
        for (var round = 0; round < 3; round++)
        {
            used = Environment.CpuUsage.TotalTime;
            var report = await trail.VerifyAsync(Token);
            Tell("verify, this process's processor time", (Environment.CpuUsage.TotalTime - used).TotalNanoseconds / report.Rows, "ns a row");
            Assert.True(report.Sound);
            Assert.Equal(Rows + 20_000, report.Rows);
            Tell($"verify {report.Rows:N0} rows in {report.Seals:N0} seals", report.RowsPerSecond, "rows/s (aim ≥ 200,000)");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _anchor.Dispose();
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<double> AppendAsync(AuditTrail trail, int count)
    {
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var row = AuditTrailTests.Row($"r{caller}") with { Kinds = ["Patient"], Subjects = [$"p{caller}"] };
            while (Interlocked.Increment(ref next) < count)
            {
                await trail.AppendAsync(row, Token);
            }
        })));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private void Tell(string what, double value, string unit) => output.WriteLine($"{what}: {value:N0} {unit}");
}
