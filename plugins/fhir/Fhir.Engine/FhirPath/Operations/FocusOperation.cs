namespace Fhir.Engine.FhirPath.Operations;

/// <summary>$this: what the operation is applied to.</summary>
internal sealed class FocusOperation : PathOperation
{
    public static readonly FocusOperation Instance = new();

    private FocusOperation()
    {
    }

    public override void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result) => result.AddRange(focus);
}
