using System.Text;
using System.Text.Json.Nodes;
using Fhir.Http;
using Fhir.Storing;
using Fhir.Transactions;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Seeding;

namespace Fhir.Demo;

/// <summary>Fills the demo tenant with invented patients, through the same transactions an integrator sends.</summary>
internal sealed class FhirDemoSeed(RunBundle bundles, LoadResource load, TimeProvider time, ILogger<FhirDemoSeed> logger) : IDemoSeed
{
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var (patients, resources) = (0, 0);
        foreach (var person in DemoPerson.All)
        {
            // Also one that was deleted since stays so.
            if (await load.CurrentAsync("Patient", person.Id, cancellationToken) is not null)
            {
                continue;
            }

            if (patients == 0)
            {
                await StoreAsync(Clinic(), cancellationToken);
            }

            var chart = new DemoChart(person, today).Write();
            await StoreAsync(chart, cancellationToken);
            (patients, resources) = (patients + 1, resources + chart.Count);
        }

        if (patients > 0)
        {
            FhirLog.Seeded(logger, patients, resources);
        }
    }

    private async Task StoreAsync(DemoBundle bundle, CancellationToken cancellationToken)
    {
        var (_, refusal) = await bundles.RunAsync(bundle.ToBytes(), Preference.None, cancellationToken);
        if (refusal is not null)
        {
            throw new InvalidOperationException($"The demo data are refused: {Describe(refusal.Issues)}");
        }
    }

    private static string Describe(IReadOnlyList<Engine.Issues.FhirIssue> issues)
    {
        var text = new StringBuilder();
        foreach (var issue in issues.Take(5))
        {
            text.Append(issue.Expression).Append(": ").Append(issue.Diagnostics).Append(' ');
        }

        return text.ToString();
    }

    private static DemoBundle Clinic()
    {
        var bundle = new DemoBundle("syn");
        bundle.Add(new() { ["resourceType"] = "Organization", ["id"] = "syn-clinic", ["name"] = "Exampleville Demonstration Clinic" });
        bundle.Add(Practitioner(1, "Inventado"));
        bundle.Add(Practitioner(2, "Makebelieve"));
        return bundle;
    }

    private static JsonObject Practitioner(int number, string family) => new()
    {
        ["resourceType"] = "Practitioner",
        ["id"] = $"syn-practitioner-{number}",
        ["name"] = new JsonArray(new JsonObject { ["family"] = family, ["prefix"] = new JsonArray("Dr.") }),
    };
}
