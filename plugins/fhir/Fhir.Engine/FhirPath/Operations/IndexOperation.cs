namespace Fhir.Engine.FhirPath.Operations;

/// <summary>One item by its place.</summary>
internal sealed class IndexOperation(PathOperation source, int at) : SourcedOperation(source)
{
    protected override void Apply(Evaluation evaluation, List<PathItem> input, List<PathItem> result)
    {
        if (at < input.Count)
        {
            result.Add(input[at]);
        }
    }
}
