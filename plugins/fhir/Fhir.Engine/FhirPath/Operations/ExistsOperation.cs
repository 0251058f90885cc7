namespace Fhir.Engine.FhirPath.Operations;

/// <summary>exists() and, turned round, empty().</summary>
internal sealed class ExistsOperation(PathOperation source, bool wanted) : SourcedOperation(source)
{
    protected override void Apply(Evaluation evaluation, List<PathItem> input, List<PathItem> result) =>
        result.Add(PathItem.Of(input.Count > 0 == wanted));
}
