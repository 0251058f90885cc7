namespace Fhir.Engine.FhirPath.Operations;

/// <summary>An operation on what another one yields.</summary>
internal abstract class SourcedOperation(PathOperation source) : PathOperation
{
    public sealed override void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result)
    {
        var input = evaluation.Rent();
        source.Run(evaluation, focus, input);
        Apply(evaluation, input, result);
        evaluation.Return(input);
    }

    protected abstract void Apply(Evaluation evaluation, List<PathItem> input, List<PathItem> result);
}
