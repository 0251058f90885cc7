namespace Fhir.Engine.FhirPath;

/// <summary>A compiled piece of an expression.</summary>
internal abstract class PathOperation
{
    /// <summary>Applies it to the focus and appends what it yields.</summary>
    public abstract void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result);

    /// <summary>The result when it is a single truth value; null when empty or anything else (FHIRPath N1, "Singleton evaluation").</summary>
    public bool? Test(Evaluation evaluation, List<PathItem> focus)
    {
        var result = evaluation.Rent();
        Run(evaluation, focus, result);
        bool? truth = result.Count != 1 ? null : result[0].ToSystemValue(evaluation.Tape) is bool value ? value : true;
        evaluation.Return(result);
        return truth;
    }
}
