namespace Fhir.Engine.FhirPath.Operations;

/// <summary>left | right, each item once.</summary>
internal sealed class UnionOperation(PathOperation left, PathOperation right) : PathOperation
{
    public override void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result)
    {
        var both = evaluation.Rent();
        left.Run(evaluation, focus, both);
        right.Run(evaluation, focus, both);
        var start = result.Count;
        foreach (var item in both)
        {
            if (!result.Contains(item) || result.IndexOf(item) < start)
            {
                result.Add(item);
            }
        }
        evaluation.Return(both);
    }
}
