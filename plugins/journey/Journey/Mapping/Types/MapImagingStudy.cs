using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>ImagingStudy (R4 10.5): an examination, so a procedure.</summary>
internal sealed class MapImagingStudy : IMapper
{
    public string Type => "ImagingStudy";

    public void Map(JsonElement resource, Draft draft)
    {
        if (resource.Text("status") == "cancelled")
        {
            return;
        }

        var code = resource.First("procedureCode");
        var series = resource.First("series");
        var started = FhirTime.Read(resource, "started");
        var seen = FhirJson.Join(Say(series.Get("modality")), Say(series.Get("bodySite")));
        draft.Add(new(NodeKinds.Procedure, resource.Text("description") ?? code.Label() ?? seen ?? Type)
        {
            Start = started, End = started,
            Status = resource.Text("status"),
            Code = code.Code(), Codes = [.. code.Codes()],
            Reasons = resource.Reasons(),
            Detail = seen,
        });
        draft.Place(resource);
        draft.To(resource.Targets("procedureReference"), EdgeKinds.PartOf);
        draft.Because(resource.Targets("reasonReference"), EdgeKinds.WatchedBy);
    }

    private static string? Say(JsonElement coding) => coding.Text("display") ?? coding.Text("code");
}
