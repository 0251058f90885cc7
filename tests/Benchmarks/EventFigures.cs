using System.Diagnostics;
using System.Text;

namespace Benchmarks;

/// <summary>From a create's 201 until the identity plugin's handler has scored the patient: an upper bound of publish → handler.</summary>
internal sealed class EventFigures(Api api, Figures figures)
{
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var waits = new List<double>();
        for (var i = 0; i < 60; i++)
        {
            var json = $$"""{"resourceType":"Patient","name":[{"family":"Benchperson{{i}}","given":["Case{{i}}"]}],"birthDate":"19{{i + 10}}-01-0{{(i % 9) + 1}}"}""";
            var (_, made) = await api.PostAsync("/fhir/Patient", Encoding.UTF8.GetBytes(json), cancellationToken);
            var started = Stopwatch.GetTimestamp();
            var path = $"/api/mpi/patients/{made.GetProperty("id").GetString()}";
            while ((await api.GetAsync(path, cancellationToken)).GetProperty("status").GetString() == "pending")
            {
                // Asked again at once: the wait itself is what is measured.
            }

            if (i >= 10)
            {
                waits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        figures.Add("Create → identity handler done, p50", waits.At(0.5), "ms", "publish → handler < 10");
    }
}
