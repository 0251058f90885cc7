using System.Text;
using System.Text.Json.Nodes;

namespace Journey.Tests;

/// <summary>Resources as tests need them: valid R4, nothing more.</summary>
internal static class A
{
    public const string Hypertension = "38341003";

    public static JsonObject Patient(string id) => new()
    {
        ["resourceType"] = "Patient", ["id"] = id, ["name"] = new JsonArray(new JsonObject { ["family"] = "Testperson" }),
    };

    public static JsonObject Encounter(string id, string patient, string start, string? reason = null) => With(new()
    {
        ["resourceType"] = "Encounter", ["id"] = id, ["status"] = "finished",
        ["class"] = new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode", ["code"] = "AMB" },
        ["type"] = new JsonArray(Concept("185349003", "Check up")),
        ["subject"] = To($"Patient/{patient}"),
        ["period"] = new JsonObject { ["start"] = start, ["end"] = start },
    }, "reasonCode", reason is null ? null : new JsonArray(Concept(reason, "reason")));

    public static JsonObject Condition(string id, string patient, string onset, string? encounter = null) => With(new()
    {
        ["resourceType"] = "Condition", ["id"] = id,
        ["clinicalStatus"] = Status("condition-clinical", "active"),
        ["verificationStatus"] = Status("condition-ver-status", "confirmed"),
        ["code"] = Concept(Hypertension, "Hypertension"),
        ["subject"] = To($"Patient/{patient}"),
        ["onsetDateTime"] = onset,
    }, "encounter", encounter is null ? null : To($"Encounter/{encounter}"));

    public static JsonObject Hemoglobin(string id, string patient, string at, double value, string? encounter = null) => With(new()
    {
        ["resourceType"] = "Observation", ["id"] = id, ["status"] = "final",
        ["code"] = Concept("718-7", "Hemoglobin", "http://loinc.org"),
        ["subject"] = To($"Patient/{patient}"),
        ["effectiveDateTime"] = at,
        ["valueQuantity"] = Quantity(value, "g/L"),
        ["referenceRange"] = new JsonArray(new JsonObject { ["low"] = Quantity(120, "g/L"), ["high"] = Quantity(160, "g/L") }),
    }, "encounter", encounter is null ? null : To($"Encounter/{encounter}"));

    public static JsonObject Medication(string id, string patient, string on, string property, JsonArray reason) => new()
    {
        ["resourceType"] = "MedicationRequest", ["id"] = id, ["status"] = "active", ["intent"] = "order",
        ["medicationCodeableConcept"] = Concept("35296", "Ramipril", "http://www.nlm.nih.gov/research/umls/rxnorm"),
        ["subject"] = To($"Patient/{patient}"),
        ["authoredOn"] = on,
        ["dosageInstruction"] = new JsonArray(new JsonObject { ["text"] = "5 mg daily" }),
        [property] = reason,
    };

    public static JsonObject To(string resource) => new() { ["reference"] = resource };

    public static JsonArray ToAll(params string[] resources) => [.. resources.Select(To)];

    public static JsonObject Concept(string code, string text, string system = "http://snomed.info/sct") => new()
    {
        ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }), ["text"] = text,
    };

    public static JsonObject Quantity(double value, string unit) => new()
    {
        ["value"] = value, ["unit"] = unit, ["system"] = "http://unitsofmeasure.org", ["code"] = unit,
    };

    public static JsonObject Status(string system, string code) => new()
    {
        ["coding"] = new JsonArray(new JsonObject { ["system"] = $"http://terminology.hl7.org/CodeSystem/{system}", ["code"] = code }),
    };

    public static JsonObject With(JsonObject resource, string name, JsonNode? value)
    {
        if (value is not null)
        {
            resource[name] = value;
        }

        return resource;
    }

    /// <summary>A transaction that puts each resource under its own id.</summary>
    public static byte[] Bundle(params JsonObject[] resources) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["resourceType"] = "Bundle",
        ["type"] = "transaction",
        ["entry"] = new JsonArray([.. resources.Select(resource => new JsonObject
        {
            ["fullUrl"] = $"http://example.org/fhir/{resource["resourceType"]}/{resource["id"]}",
            ["resource"] = resource,
            ["request"] = new JsonObject { ["method"] = "PUT", ["url"] = $"{resource["resourceType"]}/{resource["id"]}" },
        })]),
    }.ToJsonString());
}
