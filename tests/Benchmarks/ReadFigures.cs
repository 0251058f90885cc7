namespace Benchmarks;

/// <summary>Read by id at 16 connections, over many resources.</summary>
internal sealed class ReadFigures(Api api, Figures figures)
{
    // The runtime compiles the hot path anew, better, for some 20 s while it is under load.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var page = await api.GetAsync("/fhir/Patient?_count=50", cancellationToken);
        var paths = page.GetProperty("entry").EnumerateArray()
            .Select(entry => $"/fhir/Patient/{entry.GetProperty("resource").GetProperty("id").GetString()}").ToArray();
        var load = HttpLoad.Gets(api.Address, api.Token, paths);
        await load.RunAsync(16, WarmUp, cancellationToken);
        var before = await Rows(cancellationToken);
        var answered = await load.RunAsync(16, TimeSpan.FromSeconds(10), cancellationToken);
        figures.Check("read by id", answered.Answers, answered.Non2xx, await Rows(cancellationToken) - before);
        figures.Add("Read by id, 16 connections", answered.Answers / answered.Took.TotalSeconds, "req/s", "≥ 6,000");
        figures.Add("Read by id, p99", answered.Milliseconds.At(0.99), "ms", "");
    }

    private Task<long> Rows(CancellationToken cancellationToken) =>
        api.Machine.AuditRowsAsync("actor_kind = 'client' AND operation LIKE 'GET /fhir/%id%'", cancellationToken);
}
