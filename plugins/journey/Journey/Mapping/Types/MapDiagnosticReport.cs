using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>DiagnosticReport (R4 10.3): a document that its results are parts of.</summary>
internal sealed class MapDiagnosticReport : IMapper
{
    public string Type => "DiagnosticReport";

    public void Map(JsonElement resource, Draft draft)
    {
        if (resource.Text("status") == "cancelled")
        {
            return;
        }

        var code = resource.Get("code");
        var time = FhirSpan.Choice(resource, "effective");
        var issued = FhirTime.Read(resource, "issued");
        draft.Add(new(NodeKinds.Document, code.Label() ?? Type)
        {
            Start = time.Start.Or(issued), End = time.End.Or(issued),
            Status = resource.Text("status"),
            Code = code.Code(), Codes = [.. code.Codes()],
            Detail = FhirJson.Join(resource.Text("conclusion"), resource.Labels("conclusionCode")),
        });
        draft.Place(resource);
        draft.From(resource.Targets("result"), EdgeKinds.PartOf);
        draft.From(resource.Targets("imagingStudy"), EdgeKinds.DocumentedBy);
    }
}
