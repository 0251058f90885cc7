namespace Fhir.Engine.FhirPath.Operations;

/// <summary>ofType(), and "as", which search parameters use on collections as well.</summary>
internal sealed class OfTypeOperation(PathOperation source, string typeName) : SourcedOperation(source)
{
    protected override void Apply(Evaluation evaluation, List<PathItem> input, List<PathItem> result)
    {
        foreach (var item in input)
        {
            if (item.Is(evaluation.Tape, typeName))
            {
                result.Add(item);
            }
        }
    }
}
