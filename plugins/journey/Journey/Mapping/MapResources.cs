using System.Text.Json;
using Fhir.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping;

/// <summary>From resources to what they add to the journey.</summary>
internal static class MapResources
{
    private const string EnteredInError = "entered-in-error";

    public static MappedResource Map(ClinicalResource resource)
    {
        using var document = JsonDocument.Parse(resource.Json);
        var json = document.RootElement;
        var mapped = new MappedResource(resource.Key.ToString(), resource.Version);
        return resource.Key.Type == Mappers.Patient
            ? mapped with { Subject = resource.Key.Id, Patient = new(resource.Key.Id, true, Deceased(json)) }
            : Mappers.For(resource.Key.Type) is { } mapper ? Fill(mapped, mapper, json) : mapped;
    }

    /// <summary>What a resource leaves that is no longer there.</summary>
    public static MappedResource Gone(ResourceKey key, int version) => new(key.ToString(), version)
    {
        Patient = key.Type == Mappers.Patient ? new(key.Id, false, null) : null,
    };

    private static MappedResource Fill(MappedResource mapped, IMapper mapper, JsonElement json)
    {
        if (json.Get(mapper.Subject).PatientId() is not { } subject || IsRetracted(json))
        {
            return mapped;
        }

        var draft = new Draft(mapped.Resource);
        mapper.Map(json, draft);
        return draft.Nodes.Count == 0 ? mapped : mapped with { Subject = subject, Nodes = draft.Nodes, Edges = draft.Edges };
    }

    /// <summary>A resource entered in error says nothing about the patient.</summary>
    private static bool IsRetracted(JsonElement json) =>
        json.Text("status") == EnteredInError
        || json.Text("lifecycleStatus") == EnteredInError
        || json.Get("verificationStatus").Code() is EnteredInError or "refuted";

    private static string? Deceased(JsonElement patient) =>
        patient.Text("deceasedDateTime") ?? (patient.IsTrue("deceasedBoolean") ? "true" : null);
}
