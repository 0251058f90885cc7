namespace Fhir.Engine.FhirPath.Operations;

/// <summary>"=" and "!=" between single values; values of different types are unequal, an empty side gives nothing.</summary>
internal sealed class EqualOperation(PathOperation left, PathOperation right, bool negated) : PathOperation
{
    public override void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result)
    {
        var first = evaluation.Rent();
        var second = evaluation.Rent();
        left.Run(evaluation, focus, first);
        right.Run(evaluation, focus, second);
        if (first.Count > 0 && second.Count > 0)
        {
            var equal = first.Count == 1 && second.Count == 1
                && Equals(first[0].ToSystemValue(evaluation.Tape), second[0].ToSystemValue(evaluation.Tape));
            result.Add(PathItem.Of(equal != negated));
        }
        evaluation.Return(second);
        evaluation.Return(first);
    }
}
