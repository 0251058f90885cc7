using System.Text.Json;

namespace Journey.Mapping;

/// <summary>Maps one FHIR resource type to events and connections.</summary>
internal interface IMapper
{
    /// <summary>The FHIR resource type.</summary>
    string Type { get; }

    /// <summary>The element that names the patient (R4 CompartmentDefinition/patient).</summary>
    string Subject => "subject";

    /// <summary>Adds what the resource tells; nothing when it tells of no event.</summary>
    void Map(JsonElement resource, Draft draft);
}
