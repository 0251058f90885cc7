using System.Text.Json.Nodes;

namespace Journey.Tests;

/// <summary>One patient with something of each kind, stored once for the tests of the mapping.</summary>
public sealed class ChartOfOne(JourneyPlatform host) : IAsyncLifetime
{
    private const string P = "one";

    public GraphAnswer Graph { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await host.Chart.TransactAsync(A.Bundle([.. Visit(), .. Treatment(), .. Papers()]));
        Graph = await host.Chart.AwaitCountAsync(P, 16);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<JsonObject> Visit() =>
    [
        A.With(A.Patient(P), "deceasedDateTime", "2024-05-06"),
        A.Encounter("one-e1", P, "2014-03-01T09:00:00+01:00"),
        A.Encounter("one-e2", P, "2015-03-02T09:00:00+01:00", A.Hypertension),
        A.Condition("one-c", P, "2014", "one-e1"),
        A.Hemoglobin("one-hb", P, "2015-03-02", 118, "one-e2"),
        new()
        {
            ["resourceType"] = "Observation", ["id"] = "one-bp", ["status"] = "final",
            ["code"] = A.Concept("85354-9", "Blood pressure", "http://loinc.org"),
            ["subject"] = A.To("Patient/one"), ["encounter"] = A.To("Encounter/one-e2"), ["effectiveDateTime"] = "2015-03-02T09:10:00Z",
            ["component"] = new JsonArray(
                new JsonObject { ["code"] = A.Concept("8480-6", "Systolic", "http://loinc.org"), ["valueQuantity"] = A.Quantity(152, "mm[Hg]") },
                new JsonObject { ["code"] = A.Concept("8462-4", "Diastolic", "http://loinc.org"), ["valueQuantity"] = A.Quantity(91, "mm[Hg]") }),
        },
        new()
        {
            ["resourceType"] = "Observation", ["id"] = "one-crp", ["status"] = "final",
            ["code"] = A.Concept("1988-5", "CRP", "http://loinc.org"), ["subject"] = A.To("Patient/one"), ["effectiveDateTime"] = "2016",
            ["valueQuantity"] = A.With(A.Quantity(5, "mg/L"), "comparator", "<"),
        },
        A.With(A.Hemoglobin("one-wrong", P, "2015-03-03", 999), "status", "entered-in-error"),
    ];

    private static IEnumerable<JsonObject> Treatment() =>
    [
        A.Medication("one-m1", P, "2015-03-02", "reasonCode", new JsonArray(A.Concept(A.Hypertension, "Hypertension"))),
        A.Medication("one-m2", P, "2015-03-03", "reasonReference", A.ToAll("Condition/one-c")),
        A.Medication("one-m0", P, "2013-01-01", "reasonCode", new JsonArray(A.Concept(A.Hypertension, "Hypertension"))),
        new()
        {
            ["resourceType"] = "Procedure", ["id"] = "one-p", ["status"] = "completed", ["code"] = A.Concept("40701008", "Echocardiography"),
            ["subject"] = A.To("Patient/one"), ["encounter"] = A.To("Encounter/one-e2"), ["performedDateTime"] = "2015-03-02",
            ["reasonReference"] = A.ToAll("Condition/one-c"),
        },
        new()
        {
            ["resourceType"] = "Immunization", ["id"] = "one-i", ["status"] = "completed", ["vaccineCode"] = A.Concept("140", "Influenza", "http://hl7.org/fhir/sid/cvx"),
            ["patient"] = A.To("Patient/one"), ["occurrenceDateTime"] = "2015-10-01", ["encounter"] = A.To("Encounter/one-e2"),
        },
        new()
        {
            ["resourceType"] = "CarePlan", ["id"] = "one-cp", ["status"] = "active", ["intent"] = "plan", ["title"] = "Self management",
            ["subject"] = A.To("Patient/one"), ["addresses"] = A.ToAll("Condition/one-c"), ["goal"] = A.ToAll("Goal/one-g"), ["period"] = new JsonObject { ["start"] = "2015-04" },
        },
        new()
        {
            ["resourceType"] = "Goal", ["id"] = "one-g", ["lifecycleStatus"] = "active",
            ["description"] = new JsonObject { ["text"] = "Below 140/90" }, ["subject"] = A.To("Patient/one"),
        },
    ];

    private static IEnumerable<JsonObject> Papers() =>
    [
        new()
        {
            ["resourceType"] = "DiagnosticReport", ["id"] = "one-dr", ["status"] = "final", ["code"] = A.Concept("58410-2", "Blood count", "http://loinc.org"),
            ["subject"] = A.To("Patient/one"), ["effectiveDateTime"] = "2015-03-02", ["result"] = A.ToAll("Observation/one-hb"),
        },
        new()
        {
            ["resourceType"] = "DocumentReference", ["id"] = "one-d", ["status"] = "current", ["type"] = A.Concept("34133-9", "Letter", "http://loinc.org"),
            ["subject"] = A.To("Patient/one"), ["date"] = "2015-03-05T12:00:00Z",
            ["content"] = new JsonArray(new JsonObject { ["attachment"] = new JsonObject { ["contentType"] = "text/plain", ["title"] = "Letter" } }),
            ["context"] = new JsonObject { ["encounter"] = A.ToAll("Encounter/one-e2") },
        },
        new()
        {
            ["resourceType"] = "AllergyIntolerance", ["id"] = "one-a", ["clinicalStatus"] = A.Status("allergyintolerance-clinical", "active"),
            ["verificationStatus"] = A.Status("allergyintolerance-verification", "unconfirmed"), ["criticality"] = "high",
            ["code"] = A.Concept("91935009", "Peanuts"), ["patient"] = A.To("Patient/one"), ["recordedDate"] = "2011",
        },
    ];
}
