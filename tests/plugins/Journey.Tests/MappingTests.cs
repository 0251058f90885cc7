namespace Journey.Tests;

/// <summary>What each resource becomes.</summary>
public sealed class MappingTests(ChartOfOne chart) : IClassFixture<ChartOfOne>
{
    private readonly GraphAnswer _graph = chart.Graph;

    [Theory]
    [InlineData("Encounter/one-e1", "encounter", "Check up", "finished")]
    [InlineData("Condition/one-c", "problem", "Hypertension", "active")]
    [InlineData("Observation/one-hb", "result", "Hemoglobin", "final")]
    [InlineData("MedicationRequest/one-m1", "medication", "Ramipril", "active")]
    [InlineData("Procedure/one-p", "procedure", "Echocardiography", "completed")]
    [InlineData("Immunization/one-i", "immunisation", "Influenza", "completed")]
    [InlineData("CarePlan/one-cp", "careplan", "Self management", "active")]
    [InlineData("Goal/one-g", "goal", "Below 140/90", "active")]
    [InlineData("DiagnosticReport/one-dr", "document", "Blood count", "final")]
    [InlineData("DocumentReference/one-d", "document", "Letter", "current")]
    [InlineData("AllergyIntolerance/one-a", "allergy", "Peanuts", "active")]
    public void Resource_Stored_IsNodeOfItsKind(string id, string kind, string label, string status)
    {
        var node = _graph.Node(id);

        Assert.Equal((kind, label, status, id), (node.Kind, node.Label, node.Status, node.Resource));
    }

    [Theory]
    [InlineData("Encounter/one-e1", "Condition/one-c", "found-through", false)]
    [InlineData("Observation/one-hb", "Encounter/one-e2", "during", false)]
    [InlineData("Observation/one-bp#1", "Encounter/one-e2", "during", false)]
    [InlineData("Observation/one-hb", "DiagnosticReport/one-dr", "part-of", false)]
    [InlineData("Goal/one-g", "CarePlan/one-cp", "part-of", false)]
    [InlineData("Condition/one-c", "MedicationRequest/one-m2", "treated-with", false)]
    [InlineData("Condition/one-c", "Procedure/one-p", "treated-with", false)]
    [InlineData("Condition/one-c", "CarePlan/one-cp", "treated-with", false)]
    [InlineData("Encounter/one-e2", "DocumentReference/one-d", "documented-by", false)]
    [InlineData("Condition/one-c", "MedicationRequest/one-m1", "treated-with", true)]
    [InlineData("Condition/one-c", "Encounter/one-e2", "watched-by", true)]
    [InlineData("Condition/one-c", "Observation/one-hb", "watched-by", true)]
    [InlineData("Condition/one-c", "Observation/one-bp#2", "watched-by", true)]
    public void Connection_StatedOrCoded_IsEdge(string from, string to, string kind, bool derived)
    {
        var edge = _graph.Edge(from, to);

        Assert.Equal((kind, derived), (edge?.Kind, edge?.Derived));
    }

    [Fact]
    public void Reason_CodeOfProblemThatBeganLater_IsNoEdge() =>
        Assert.DoesNotContain(_graph.Edges, edge => edge.To == "MedicationRequest/one-m0");

    [Fact]
    public void Components_WithoutOwnValue_AreNodesOfOneResource()
    {
        var systolic = _graph.Node("Observation/one-bp#1");
        var diastolic = _graph.Node("Observation/one-bp#2");

        Assert.Equal(("Systolic", "8480-6", 152, "mm[Hg]"), (systolic.Label, systolic.Code, systolic.Value!.Value.GetDouble(), systolic.Unit));
        Assert.Equal(("Diastolic", "Observation/one-bp"), (diastolic.Label, diastolic.Resource));
        Assert.DoesNotContain(_graph.Nodes, node => node.Id == "Observation/one-bp");
    }

    [Fact]
    public void Result_WithRange_CarriesNumberUnitAndRange()
    {
        var node = _graph.Node("Observation/one-hb");

        Assert.Equal((118, "g/L", 120, 160), (node.Value!.Value.GetDouble(), node.Unit, node.Low, node.High));
    }

    [Fact]
    public void Result_WithComparator_IsSaidNotDrawn() =>
        Assert.Equal("<5 mg/L", _graph.Node("Observation/one-crp").Value!.Value.GetString());

    [Fact]
    public void Date_WithYearOnly_KeepsItsPrecision() => Assert.Equal("2014", _graph.Node("Condition/one-c").Start);

    [Fact]
    public void Allergy_Unconfirmed_SaysSo() => Assert.Equal("unconfirmed · high", _graph.Node("AllergyIntolerance/one-a").Detail);

    [Fact]
    public void Resource_EnteredInError_IsNotShown() => Assert.DoesNotContain(_graph.Nodes, node => node.Id.Contains("one-wrong", StringComparison.Ordinal));

    [Fact]
    public void Patient_Deceased_EndsTheJourney() => Assert.Equal("2024-05-06", _graph.Deceased!.Value.GetString());

    [Fact]
    public void Nodes_Always_ComeEarliestFirst()
    {
        var starts = _graph.Nodes.Select(node => node.Start).OfType<string>().Select(start => start[..4]).ToList();

        Assert.Equal(starts.Order(StringComparer.Ordinal), starts);
        Assert.Null(_graph.Nodes[^1].Start);
    }
}
