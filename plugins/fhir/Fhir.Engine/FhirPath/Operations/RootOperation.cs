namespace Fhir.Engine.FhirPath.Operations;

/// <summary>A type name at the start of a path: the focus, when it is of that type.</summary>
internal sealed class RootOperation(string typeName) : PathOperation
{
    public override void Run(Evaluation evaluation, List<PathItem> focus, List<PathItem> result)
    {
        foreach (var item in focus)
        {
            if (item.Is(evaluation.Tape, typeName))
            {
                result.Add(item);
            }
        }
    }
}
