using System.Diagnostics;
using System.Text;
using Npgsql;

namespace Benchmarks;

/// <summary>
/// Patients created one at a time: from the event's publication, just before its transaction commits, until the identity
/// plugin's handler starts to score (both times are the host's); and until the API tells the score.
/// </summary>
internal sealed class EventFigures(Api api, Figures figures)
{
    private const int WarmUp = 50;
    private const int Measured = 200;

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        await CreateAsync(WarmUp, cancellationToken);
        var before = await Rows(cancellationToken);
        var (ids, waits) = await CreateAsync(Measured, cancellationToken);
        figures.Check("creates", Measured, Measured - ids.Count, await Rows(cancellationToken) - before);
        var delays = await DelaysAsync(ids, cancellationToken);
        figures.Check("handled events", Measured, Measured - delays.Count, delays.Count);
        figures.Add("Publish → handler, p50", delays.At(0.5), "ms", "< 10");
        figures.Add("Publish → handler, p99", delays.At(0.99), "ms", "");
        figures.Add("Create answered → identity told by the API, p50", waits.At(0.5), "ms", "");
    }

    private async Task<(List<string> Ids, List<double> Waits)> CreateAsync(int count, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var waits = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var json = $$"""{"resourceType":"Patient","name":[{"family":"Benchperson{{i}}","given":["Case{{i}}"]}],"birthDate":"{{1900 + (i % 100)}}-01-0{{(i % 9) + 1}}"}""";
            var (success, made) = await api.PostAsync("/fhir/Patient", Encoding.UTF8.GetBytes(json), cancellationToken);
            var started = Stopwatch.GetTimestamp();
            if (!success)
            {
                continue;
            }

            ids.Add(made.GetProperty("id").GetString()!);
            while ((await api.GetAsync($"/api/mpi/patients/{ids[^1]}", cancellationToken)).GetProperty("status").GetString() == "pending")
            {
                await Task.Delay(1, cancellationToken);
            }

            waits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return (ids, waits);
    }

    private async Task<List<double>> DelaysAsync(List<string> ids, CancellationToken cancellationToken)
    {
        await using var command = api.Machine.Database.CreateCommand("""
            SELECT extract(epoch FROM p.scored_at - e.occurred_at)::float8 * 1000
            FROM mpi.person p JOIN platform.event e ON e.tenant_id = p.tenant_id AND e.key = 'Patient/' || p.patient_id
            WHERE p.patient_id = ANY($1) AND e.type = 'fhir.resource-changed'
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        var delays = new List<double>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            delays.Add(reader.GetDouble(0));
        }

        return delays;
    }

    private Task<long> Rows(CancellationToken cancellationToken) =>
        api.Machine.AuditRowsAsync("actor_kind = 'client' AND plugin = 'fhir' AND operation LIKE 'POST /fhir/%'", cancellationToken);
}
