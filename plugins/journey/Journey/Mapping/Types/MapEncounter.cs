using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>Encounter (R4 8.11).</summary>
internal sealed class MapEncounter : IMapper
{
    public string Type => "Encounter";

    public void Map(JsonElement resource, Draft draft)
    {
        var type = resource.First("type");
        var setting = resource.Get("class");
        var span = FhirSpan.Of(resource.Get("period"));
        draft.Add(new(NodeKinds.Encounter, type.Label() ?? resource.Get("serviceType").Label() ?? setting.Text("display") ?? setting.Text("code") ?? Type)
        {
            Start = span.Start, End = span.End,
            Status = resource.Text("status"),
            Code = type.Code(), Codes = [.. type.Codes()],
            Reasons = resource.Reasons(),
            Detail = resource.Labels("reasonCode"),
        });
        draft.To(resource.Targets("partOf"), EdgeKinds.PartOf);
        draft.Because(resource.Targets("reasonReference"), EdgeKinds.WatchedBy);
        draft.Because(resource.Each("diagnosis").SelectMany(diagnosis => diagnosis.Targets("condition")), EdgeKinds.WatchedBy);
    }
}
