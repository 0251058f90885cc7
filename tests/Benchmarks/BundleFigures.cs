using System.Diagnostics;

namespace Benchmarks;

/// <summary>All bundles, one client, one after the other; the first five warm up. Then the bundle nearest to 300 entries.</summary>
internal sealed class BundleFigures(Api api, Figures figures)
{
    public async Task TakeAsync(IReadOnlyList<Bundle> bundles, CancellationToken cancellationToken)
    {
        var before = await Rows(cancellationToken);
        long non2xx = 0, entries = 0;
        var busy = TimeSpan.Zero;
        var per300 = new List<double>();
        for (var i = 0; i < bundles.Count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var (success, _) = await api.PostAsync("/fhir", bundles[i].Json, cancellationToken);
            var took = Stopwatch.GetElapsedTime(started);
            non2xx += success ? 0 : 1;
            if (i >= 5)
            {
                busy += took;
                entries += bundles[i].Entries;
                per300.Add(took.TotalMilliseconds * 300 / bundles[i].Entries);
            }
        }

        figures.Check("bundles", bundles.Count, non2xx, await Rows(cancellationToken) - before);
        figures.Add("Synthea bundles, one client", entries / busy.TotalSeconds, "resources/s", "≥ 1,000");
        figures.Add("One bundle, per 300 entries, p50", per300.At(0.5), "ms", "≤ 300");
    }

    private Task<long> Rows(CancellationToken cancellationToken) =>
        api.Machine.AuditRowsAsync("actor_kind = 'client' AND operation LIKE 'POST /fhir%'", cancellationToken);
}
