using System.Diagnostics;

namespace Benchmarks;

/// <summary>How soon the graph is complete after the last bundle, and how fast the largest one is read.</summary>
internal sealed class JourneyFigures(Api api, Figures figures)
{
    private const string Graph = "GET /api/journey/%";

    public async Task TakeAsync(Bundle bundle, CancellationToken cancellationToken)
    {
        var all = await CaughtUpAsync(cancellationToken);
        figures.Add("All journeys complete after the last of 60 bundles", all.TotalSeconds, "s", "");
        var before = await Rows("POST /fhir%", cancellationToken);
        var (success, _) = await api.PostAsync("/fhir", bundle.Json, cancellationToken);
        var one = await CaughtUpAsync(cancellationToken);
        figures.Check("single bundle", 1, success ? 0 : 1, await Rows("POST /fhir%", cancellationToken) - before);
        figures.Add($"A bundle's journey complete after its 200 ({bundle.Entries} entries)", one.TotalSeconds, "s", "≤ 5");
        var patient = await LargestAsync(cancellationToken);
        var load = HttpLoad.Gets(api.Address, api.Token, [$"/api/journey/patients/{patient}/graph"]);
        await load.RunAsync(connections: 1, TimeSpan.FromSeconds(2), cancellationToken);
        before = await Rows(Graph, cancellationToken);
        var answered = await load.RunAsync(connections: 1, TimeSpan.FromSeconds(5), cancellationToken);
        figures.Check("journey graph", answered.Answers, answered.Non2xx, await Rows(Graph, cancellationToken) - before);
        figures.Add("Journey graph of the largest patient, p95", answered.Milliseconds.At(0.95), "ms", "< 50");
    }

    private Task<long> Rows(string operation, CancellationToken cancellationToken) =>
        api.Machine.AuditRowsAsync($"actor_kind = 'client' AND operation LIKE '{operation}'", cancellationToken);

    private async Task<TimeSpan> CaughtUpAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (await BehindAsync(cancellationToken))
        {
            await Task.Delay(10, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    // Asked often while the host works: it looks at the ends of two indexes and counts nothing.
    private async Task<bool> BehindAsync(CancellationToken cancellationToken)
    {
        await using var command = api.Machine.Database.CreateCommand("""
            SELECT EXISTS (SELECT FROM platform.outbox)
                OR EXISTS (SELECT FROM platform.event_retry r JOIN platform.subscription s ON s.id = r.subscription_id WHERE s.plugin = 'journey')
                OR EXISTS (SELECT FROM platform.subscription s WHERE s.plugin = 'journey' AND s.position <
                    (SELECT e.position FROM platform.event e WHERE e.type = s.event_type ORDER BY e.position DESC LIMIT 1))
            """);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<string> LargestAsync(CancellationToken cancellationToken)
    {
        await using var command = api.Machine.Database.CreateCommand("SELECT subject FROM journey.node GROUP BY subject ORDER BY count(*) DESC LIMIT 1");
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
