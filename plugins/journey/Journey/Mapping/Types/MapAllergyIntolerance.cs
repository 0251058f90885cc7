using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>AllergyIntolerance (R4 9.1).</summary>
internal sealed class MapAllergyIntolerance : IMapper
{
    public string Type => "AllergyIntolerance";

    public string Subject => "patient";

    public void Map(JsonElement resource, Draft draft)
    {
        var code = resource.Get("code");
        draft.Add(new(NodeKinds.Allergy, code.Label() ?? Type)
        {
            Start = FhirSpan.Choice(resource, "onset").Start.Or(FhirTime.Read(resource, "recordedDate")),
            Status = resource.Get("clinicalStatus").Code(),
            Code = code.Code(), Codes = [.. code.Codes()],
            Detail = FhirJson.Join([Doubt(resource), resource.Text("criticality"), .. Reactions(resource)]),
        });
        draft.From(resource.Targets("encounter"), EdgeKinds.FoundThrough);
    }

    private static string? Doubt(JsonElement resource) =>
        resource.Get("verificationStatus").Code() is { } status and not "confirmed" ? status : null;

    private static IEnumerable<string?> Reactions(JsonElement resource) =>
        resource.Each("reaction").SelectMany(reaction => reaction.Each("manifestation")).Select(Concepts.Label);
}
