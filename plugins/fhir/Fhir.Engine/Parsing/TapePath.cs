using System.Globalization;
using System.Text;

namespace Fhir.Engine.Parsing;

/// <summary>Writes a node's place as a simple FHIRPath; found by going down, since a node does not know its parent.</summary>
internal static class TapePath
{
    public static string Of(Tape tape, int root, int node, string? at = null)
    {
        var path = new StringBuilder(at ?? tape.TypeOf(root).Name);
        var current = root;
        while (current != node)
        {
            current = ChildHolding(tape, current, node);
            path.Append('.').Append(tape.NameOf(current));
            if (tape[current].Index >= 0)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{tape[current].Index}]");
            }
        }
        return path.ToString();
    }

    private static int ChildHolding(Tape tape, int parent, int node)
    {
        var child = parent + 1;
        while (tape[child].End <= node)
        {
            child = tape[child].End;
        }
        return child;
    }
}
