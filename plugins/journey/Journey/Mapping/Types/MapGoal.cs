using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>Goal (R4 9.8).</summary>
internal sealed class MapGoal : IMapper
{
    public string Type => "Goal";

    public void Map(JsonElement resource, Draft draft)
    {
        var description = resource.Get("description");
        draft.Add(new(NodeKinds.Goal, description.Label() ?? Type)
        {
            Start = FhirTime.Read(resource, "startDate").Or(FhirTime.Read(resource, "statusDate")),
            Status = resource.Text("lifecycleStatus"),
            Code = description.Code(), Codes = [.. description.Codes()],
            Detail = resource.Get("achievementStatus").Label(),
        });
        draft.Because(resource.Targets("addresses"), EdgeKinds.Related);
        draft.From(resource.Targets("outcomeReference"), EdgeKinds.Related);
    }
}
