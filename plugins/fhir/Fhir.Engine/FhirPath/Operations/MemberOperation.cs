using Fhir.Engine.Parsing;

namespace Fhir.Engine.FhirPath.Operations;

/// <summary>The children of one name. A choice goes by its plain name: value, not valueString.</summary>
internal sealed class MemberOperation(PathOperation source, string name) : SourcedOperation(source)
{
    protected override void Apply(Evaluation evaluation, List<PathItem> input, List<PathItem> result)
    {
        var tape = evaluation.Tape;
        foreach (var item in input)
        {
            if (!item.IsNode)
            {
                continue;
            }
            var end = tape[item.Node].End;
            for (var child = item.Node + 1; child < end; child = tape[child].End)
            {
                if (tape[child].Kind is not (NodeKind.PrimitiveExtension or NodeKind.Null) && tape.NameOf(child) == name)
                {
                    result.Add(PathItem.Of(child));
                }
            }
        }
    }
}
