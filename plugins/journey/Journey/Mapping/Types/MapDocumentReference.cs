using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>DocumentReference (R4 2.42).</summary>
internal sealed class MapDocumentReference : IMapper
{
    public string Type => "DocumentReference";

    public void Map(JsonElement resource, Draft draft)
    {
        if (resource.Text("docStatus") == "entered-in-error")
        {
            return;
        }

        var type = resource.Get("type");
        var context = resource.Get("context");
        var time = FhirSpan.Of(context.Get("period")).Start.Or(FhirTime.Read(resource, "date"));
        draft.Add(new(NodeKinds.Document, type.Label() ?? resource.Text("description") ?? Type)
        {
            Start = time, End = time,
            Status = resource.Text("status"),
            Code = type.Code(), Codes = [.. type.Codes()],
            Detail = resource.Text("description"),
        });
        draft.From(context.Targets("encounter"), EdgeKinds.DocumentedBy);
        draft.From(context.Targets("related"), EdgeKinds.DocumentedBy);
        draft.To(resource.Each("relatesTo").SelectMany(relation => relation.Targets("target")), EdgeKinds.Related);
    }
}
