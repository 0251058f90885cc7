namespace Fhir.Engine.FhirPath.Operations;

/// <summary>not()</summary>
internal sealed class NotOperation(PathOperation source) : PathOperation
{
    public override void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result)
    {
        if (source.Test(evaluation, focus) is { } truth)
        {
            result.Add(PathItem.Of(!truth));
        }
    }
}
