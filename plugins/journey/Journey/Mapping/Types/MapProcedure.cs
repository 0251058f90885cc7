using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>Procedure (R4 9.3). What was not done is no event.</summary>
internal sealed class MapProcedure : IMapper
{
    public string Type => "Procedure";

    public void Map(JsonElement resource, Draft draft)
    {
        if (resource.Text("status") == "not-done")
        {
            return;
        }

        var code = resource.Get("code");
        var performed = FhirSpan.Choice(resource, "performed");
        draft.Add(new(NodeKinds.Procedure, code.Label() ?? Type)
        {
            Start = performed.Start, End = performed.End,
            Status = resource.Text("status"),
            Code = code.Code(), Codes = [.. code.Codes()],
            Reasons = resource.Reasons(),
            Detail = FhirJson.Join(resource.Labels("bodySite"), resource.Get("outcome").Label()),
        });
        draft.Place(resource);
        draft.Because(resource.Targets("reasonReference"), EdgeKinds.TreatedWith);
        draft.To(resource.Targets("report"), EdgeKinds.DocumentedBy);
    }
}
