using Fhir.Engine.Parsing;
using Fhir.Engine.References;

namespace Fhir.Engine.FhirPath.Operations;

/// <summary>
/// resolve(): a contained resource, or only the type the reference tells. Search expressions ask for no more than the
/// type, and following a reference would make what is indexed depend on another resource's state.
/// </summary>
internal sealed class ResolveOperation(PathOperation source) : SourcedOperation(source)
{
    protected override void Apply(Evaluation evaluation, List<PathItem> input, List<PathItem> result)
    {
        foreach (var item in input)
        {
            if (item.IsNode && ReferenceTarget.Of(evaluation.Tape, item.Node) is { } target)
            {
                var contained = target.LocalId is null ? -1 : Contained(evaluation, target.LocalId);
                if (contained >= 0)
                {
                    result.Add(PathItem.Of(contained));
                }
                else if (target.Type is not null)
                {
                    result.Add(PathItem.Of(target.Type));
                }
            }
        }
    }

    private static int Contained(Evaluation evaluation, string id)
    {
        var tape = evaluation.Tape;
        for (var node = evaluation.Root + 1; node < tape[evaluation.Root].End; node = tape[node].End)
        {
            if (tape[node].Kind == NodeKind.Object && tape.NameOf(node) == "contained" && tape.ChildText(node, "id") == id)
            {
                return node;
            }
        }
        return -1;
    }
}
