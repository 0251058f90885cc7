using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>CarePlan (R4 9.5).</summary>
internal sealed class MapCarePlan : IMapper
{
    public string Type => "CarePlan";

    public void Map(JsonElement resource, Draft draft)
    {
        var category = resource.First("category");
        var span = FhirSpan.Of(resource.Get("period"));
        draft.Add(new(NodeKinds.CarePlan, resource.Text("title") ?? category.Label() ?? Type)
        {
            Start = span.Start.Or(FhirTime.Read(resource, "created")), End = span.End,
            Status = resource.Text("status"),
            Code = category.Code(), Codes = [.. category.Codes()],
            Detail = FhirJson.Join(resource.Each("activity").Select(activity => activity.Get("detail").Get("code").Label())),
        });
        draft.Place(resource);
        draft.Because(resource.Targets("addresses"), EdgeKinds.TreatedWith);
        draft.From(resource.Targets("goal"), EdgeKinds.PartOf);
    }
}
