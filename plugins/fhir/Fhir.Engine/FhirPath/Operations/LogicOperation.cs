namespace Fhir.Engine.FhirPath.Operations;

/// <summary>"and" and "or" with three values (FHIRPath N1, "Boolean logic").</summary>
internal sealed class LogicOperation(PathOperation left, PathOperation right, bool isAnd) : PathOperation
{
    public override void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result)
    {
        var first = left.Test(evaluation, focus);
        var second = right.Test(evaluation, focus);
        var deciding = !isAnd;
        if (first == deciding || second == deciding)
        {
            result.Add(PathItem.Of(deciding));
        }
        else if (first is not null && second is not null)
        {
            result.Add(PathItem.Of(isAnd));
        }
    }
}
