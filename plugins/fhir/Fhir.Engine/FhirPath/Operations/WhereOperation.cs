namespace Fhir.Engine.FhirPath.Operations;

/// <summary>where(): the items for which the criteria hold.</summary>
internal sealed class WhereOperation(PathOperation source, PathOperation criteria) : SourcedOperation(source)
{
    protected override void Apply(Evaluation evaluation, List<PathItem> input, List<PathItem> result)
    {
        var one = evaluation.Rent();
        foreach (var item in input)
        {
            one.Clear();
            one.Add(item);
            if (criteria.Test(evaluation, one) == true)
            {
                result.Add(item);
            }
        }
        evaluation.Return(one);
    }
}
