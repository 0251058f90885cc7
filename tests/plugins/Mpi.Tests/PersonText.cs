using System.Text.Json.Nodes;

namespace Mpi.Tests;

/// <summary>An invented person as a source registers them.</summary>
public sealed record PersonText(string Given, string Family, string BirthDate, string Sex = "female")
{
    public string? Middle { get; init; }

    public string Street { get; init; } = "12 Larkspur Lane";

    public string City { get; init; } = "Testingham";

    public string PostCode { get; init; } = "01234";

    public string? Phone { get; init; }

    public string? Ssn { get; init; }

    public string? RecordNumber { get; init; }

    public int? BirthOrder { get; init; }

    public JsonObject ToPatient(string id)
    {
        var patient = new JsonObject
        {
            ["resourceType"] = "Patient",
            ["id"] = id,
            ["name"] = new JsonArray(new JsonObject
            {
                ["use"] = "official", ["family"] = Family, ["given"] = new JsonArray([Given, .. Middle is null ? [] : new JsonNode[] { Middle }]),
            }),
            ["gender"] = Sex,
            ["birthDate"] = BirthDate,
            ["address"] = new JsonArray(new JsonObject { ["line"] = new JsonArray(Street), ["city"] = City, ["postalCode"] = PostCode }),
        };
        Add(patient, "telecom", Phone is null ? [] : [new JsonObject { ["system"] = "phone", ["value"] = Phone }]);
        Add(patient, "identifier", [.. Identifier("http://hl7.org/fhir/sid/us-ssn", Ssn), .. Identifier("http://hospital.example/mrn", RecordNumber)]);
        if (BirthOrder is { } order)
        {
            patient["multipleBirthInteger"] = order;
        }

        return patient;
    }

    private static void Add(JsonObject patient, string name, JsonNode[] items)
    {
        if (items.Length > 0)
        {
            patient[name] = new JsonArray(items);
        }
    }

    private static JsonNode[] Identifier(string system, string? value) =>
        value is null ? [] : [new JsonObject { ["system"] = system, ["value"] = value }];
}
