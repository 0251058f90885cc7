using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>Condition (R4 9.2).</summary>
internal sealed class MapCondition : IMapper
{
    public string Type => "Condition";

    public void Map(JsonElement resource, Draft draft)
    {
        var code = resource.Get("code");
        var onset = FhirSpan.Choice(resource, "onset");
        var abatement = FhirSpan.Choice(resource, "abatement");
        draft.Add(new(NodeKinds.Problem, code.Label() ?? Type)
        {
            Start = onset.Start.Or(FhirTime.Read(resource, "recordedDate")),
            End = abatement.End.Or(abatement.Start),
            Status = resource.Get("clinicalStatus").Code(),
            Code = code.Code(), Codes = [.. code.Codes()],
            Detail = FhirJson.Join(Doubt(resource), resource.Get("severity").Label(), resource.Text("onsetString"), resource.Text("abatementString")),
        });
        draft.From(resource.Targets("encounter"), EdgeKinds.FoundThrough);
        draft.From(resource.Each("evidence").SelectMany(evidence => evidence.Targets("detail")), EdgeKinds.FoundThrough);
    }

    // Anything less than confirmed is said wherever the problem is shown.
    private static string? Doubt(JsonElement resource) =>
        resource.Get("verificationStatus").Code() is { } status and not "confirmed" ? status : null;
}
