namespace Journey.Tests;

/// <summary>Whole lives from another generator's bundles.</summary>
public sealed class SyntheaTests(JourneyPlatform host)
{
    internal static readonly string[] Told =
    [
        "Encounter", "Condition", "MedicationRequest", "Procedure", "Observation", "DiagnosticReport", "Immunization",
        "CarePlan", "Goal", "AllergyIntolerance", "ImagingStudy", "DocumentReference", "MedicationStatement",
    ];

    [Fact]
    public async Task PostBundle_LargestPatient_JourneyHoldsEveryEventAndConnectsThem()
    {
        Assert.SkipWhen(Synthea.Files().Count == 0, Synthea.Absent);
        var bundle = await Synthea.LargestAsync();

        var stored = await host.Chart.TransactAsync(bundle.Bytes);

        var patient = Patient(stored);
        var events = stored.Where(resource => Told.Contains(resource.Split('/')[0])).ToHashSet(StringComparer.Ordinal);
        var graph = await host.Chart.AwaitAsync(patient, graph => graph.Resources().Count == events.Count);
        Assert.Equal(events, graph.Resources());
        AssertKinds(stored, graph);
        AssertConnected(graph);
    }

    [Fact]
    public async Task PostBundle_EveryPatient_EachJourneyHoldsEveryEvent()
    {
        Assert.SkipWhen(Synthea.Files().Count == 0, Synthea.Absent);
        var posted = new List<(string Patient, int Events)>();
        foreach (var file in Synthea.Files().Take(20))
        {
            var stored = await host.Chart.TransactAsync((await Synthea.ReadAsync(file)).Bytes);
            posted.Add((Patient(stored), stored.Count(resource => Told.Contains(resource.Split('/')[0]))));
        }

        foreach (var (patient, events) in posted)
        {
            var graph = await host.Chart.AwaitAsync(patient, graph => graph.Resources().Count == events);
            Assert.Equal(events, graph.Resources().Count);
            AssertConnected(graph);
        }
    }

    private static string Patient(IReadOnlyList<string> stored) =>
        Assert.Single(stored, resource => resource.StartsWith("Patient/", StringComparison.Ordinal))["Patient/".Length..];

    private static void AssertKinds(IReadOnlyList<string> stored, GraphAnswer graph)
    {
        int Of(params string[] types) => stored.Count(resource => types.Contains(resource.Split('/')[0]));
        Assert.Equal(Of("Encounter"), graph.Count("encounter"));
        Assert.Equal(Of("Condition"), graph.Count("problem"));
        Assert.Equal(Of("MedicationRequest", "MedicationStatement"), graph.Count("medication"));
        Assert.Equal(Of("Procedure", "ImagingStudy"), graph.Count("procedure"));
        Assert.Equal(Of("DiagnosticReport", "DocumentReference"), graph.Count("document"));
        Assert.Equal(Of("Immunization"), graph.Count("immunisation"));
        Assert.True(graph.Count("result") >= Of("Observation"));
    }

    private static void AssertConnected(GraphAnswer graph)
    {
        var ids = graph.Nodes.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(graph.Nodes.Count, ids.Count);
        Assert.All(graph.Edges, edge => Assert.True(ids.Contains(edge.From) && ids.Contains(edge.To), edge.ToString()));
        var ends = graph.Edges.SelectMany(edge => new[] { edge.From, edge.To }).ToHashSet(StringComparer.Ordinal);
        Assert.All(graph.Nodes.Where(node => node.Kind is "result" or "medication" or "procedure" or "problem"), node => Assert.Contains(node.Id, ends));
    }
}
