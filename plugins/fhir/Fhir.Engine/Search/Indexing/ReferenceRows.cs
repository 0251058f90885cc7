using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.Parsing;
using Fhir.Engine.References;

namespace Fhir.Engine.Search.Indexing;

/// <summary>Links to other resources (R4 3.1.1.4.12); a contained resource is no other one.</summary>
internal static class ReferenceRows
{
    public static void Write(Tape tape, PathItem item, SearchParameter parameter, SearchRows rows)
    {
        if (!item.IsNode)
        {
            return;
        }
        // Bundle.composition yields the resource itself.
        if (tape.TypeOf(item.Node).Kind == TypeKind.Resource)
        {
            if (tape.ChildText(item.Node, "id") is { } id)
            {
                rows.Add(new ReferenceRow(parameter, tape.TypeOf(item.Node).Name, id, null));
            }
            return;
        }
        if (ReferenceTarget.Of(tape, item.Node) is { LocalId: null } target)
        {
            rows.Add(new ReferenceRow(parameter, target.Type?.Name, target.Id, target.Url));
        }
    }
}
