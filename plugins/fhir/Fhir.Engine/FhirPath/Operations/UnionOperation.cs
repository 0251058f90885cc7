namespace Fhir.Engine.FhirPath.Operations;

/// <summary>left | right, each item once.</summary>
internal sealed class UnionOperation(PathOperation left, PathOperation right) : PathOperation
{
    public override void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result)
    {
        var start = result.Count;
        var both = evaluation.Rent();
        left.Run(evaluation, focus, both);
        right.Run(evaluation, focus, both);
        // A set costs more than a few comparisons; content chooses how many items there are.
        if (both.Count <= 16)
        {
            foreach (var item in both)
            {
                if (result.IndexOf(item, start) < 0)
                {
                    result.Add(item);
                }
            }
        }
        else
        {
            result.AddRange(both.Distinct());
        }
        evaluation.Return(both);
    }
}
