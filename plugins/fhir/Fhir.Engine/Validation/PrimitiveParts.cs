using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Validation;

/// <summary>A primitive's value and its "_name" belong together (R4 2.6.1.3).</summary>
internal static class PrimitiveParts
{
    public static void Check(ParseState state, int owner)
    {
        var tape = state.Tape;
        var values = new Dictionary<(ushort Element, int Index), int>();
        var extensions = new Dictionary<(ushort Element, int Index), int>();
        for (var node = owner + 1; node < tape[owner].End; node = tape[node].End)
        {
            var into = tape[node].Kind == NodeKind.PrimitiveExtension ? extensions : values;
            into.TryAdd((tape[node].Element, tape[node].Index), node);
        }
        foreach (var (place, node) in values)
        {
            if (tape[node].Kind == NodeKind.Null && !extensions.ContainsKey(place))
            {
                state.ErrorAt(tape.NameOf(node), IssueCode.Invalid,
                    "A null needs an extension at the same place of the array.", tape[node].Index);
            }
        }
        foreach (var (place, node) in extensions)
        {
            CheckExtension(state, tape, node, values.GetValueOrDefault(place, -1));
        }
    }

    private static void CheckExtension(ParseState state, Tape tape, int node, int value)
    {
        if (value >= 0 && tape[value].Type != tape[node].Type)
        {
            state.ErrorAt(tape.NameOf(node), IssueCode.Structure, "The value and its extensions are of different types.");
        }
        else if ((value < 0 || tape[value].Kind == NodeKind.Null) && tape.Child(node, "extension") < 0)
        {
            state.ErrorAt(tape.NameOf(node), IssueCode.Invariant,
                "An element has a value or children besides its id (ele-1)", tape[node].Index);
        }
    }
}
