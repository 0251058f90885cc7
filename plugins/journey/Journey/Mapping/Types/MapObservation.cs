using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>Observation (R4 10.1). One of components only, such as blood pressure, becomes a node per component.</summary>
internal sealed class MapObservation : IMapper
{
    public string Type => "Observation";

    public void Map(JsonElement resource, Draft draft)
    {
        if (resource.Text("status") == "cancelled")
        {
            return;
        }

        var time = FhirSpan.Choice(resource, "effective");
        var issued = FhirTime.Read(resource, "issued");
        var whole = Result(resource, Type) with
        {
            Start = time.Start.Or(issued), End = time.End.Or(issued), Status = resource.Text("status"),
        };
        var components = resource.Each("component").ToList();
        if (components.Count == 0 || whole.Value != default)
        {
            draft.Add(whole);
        }

        for (var i = 0; i < components.Count; i++)
        {
            draft.Add(Result(components[i], whole.Label) with { Part = i + 1, Start = whole.Start, End = whole.End, Status = whole.Status });
        }

        Connect(resource, draft);
    }

    private static void Connect(JsonElement resource, Draft draft)
    {
        draft.Place(resource);
        draft.From(resource.Targets("hasMember"), EdgeKinds.PartOf);
        draft.To(resource.Targets("derivedFrom"), EdgeKinds.Related);
        draft.Because(resource.Targets("focus"), EdgeKinds.WatchedBy);
    }

    private static MappedNode Result(JsonElement holder, string fallback)
    {
        var code = holder.Get("code");
        var range = holder.First("referenceRange");
        return new(NodeKinds.Result, code.Label() ?? fallback)
        {
            Code = code.Code(), Codes = [.. code.Codes()],
            Value = Measured.Of(holder),
            Low = range.Get("low").Number("value"), High = range.Get("high").Number("value"),
            Detail = FhirJson.Join(holder.Labels("interpretation"), holder.Get("dataAbsentReason").Label()),
        };
    }
}
