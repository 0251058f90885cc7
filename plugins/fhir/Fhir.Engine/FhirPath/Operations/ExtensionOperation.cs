using Fhir.Engine.Parsing;

namespace Fhir.Engine.FhirPath.Operations;

/// <summary>extension(url) of an element that is an object.</summary>
internal sealed class ExtensionOperation(PathOperation source, string url) : SourcedOperation(source)
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
            for (var child = item.Node + 1; child < tape[item.Node].End; child = tape[child].End)
            {
                if (tape[child].Kind == NodeKind.Object && tape.NameOf(child) == "extension" && tape.ChildText(child, "url") == url)
                {
                    result.Add(PathItem.Of(child));
                }
            }
        }
    }
}
