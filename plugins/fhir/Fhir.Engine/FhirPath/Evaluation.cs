using Fhir.Engine.Parsing;

namespace Fhir.Engine.FhirPath;

/// <summary>One evaluation over one resource; lends the lists that operations pass along. Not thread-safe.</summary>
internal sealed class Evaluation(Tape tape, int root)
{
    private readonly Stack<List<PathItem>> _free = new();

    public Tape Tape => tape;

    /// <summary>The resource: %resource, and where local references look.</summary>
    public int Root => root;

    public List<PathItem> Rent() => _free.TryPop(out var list) ? list : [];

    public void Return(List<PathItem> list)
    {
        list.Clear();
        _free.Push(list);
    }
}
