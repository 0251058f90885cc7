namespace Fhir.Engine.FhirPath.Operations;

/// <summary>A constant; null is the empty collection.</summary>
internal sealed class LiteralOperation(object? value) : PathOperation
{
    public override void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result)
    {
        if (value is not null)
        {
            result.Add(PathItem.Of(value));
        }
    }
}
