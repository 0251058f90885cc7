namespace Fhir.Engine.FhirPath.Operations;

/// <summary>"is": whether the one item is of a type; empty for none.</summary>
internal sealed class IsOperation(PathOperation source, string typeName) : SourcedOperation(source)
{
    protected override void Apply(Evaluation evaluation, List<PathItem> input, List<PathItem> result)
    {
        if (input.Count == 1)
        {
            result.Add(PathItem.Of(input[0].Is(evaluation.Tape, typeName)));
        }
    }
}
