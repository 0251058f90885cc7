using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Validation;

/// <summary>A primitive's value and its "_name" belong together (R4 2.6.1.3).</summary>
internal static class PrimitiveParts
{
    public static void Check(ParseSession session, int owner)
    {
        var tape = session.Tape;
        for (var node = owner + 1; node < tape[owner].End; node = tape[node].End)
        {
            switch (tape[node].Kind)
            {
                case NodeKind.Null when Partner(tape, owner, node, extension: true) < 0:
                    session.ErrorAt(tape.NameOf(node), IssueCode.Invalid,
                        "A null needs an extension at the same place of the array.", tape[node].Index);
                    break;
                case NodeKind.PrimitiveExtension:
                    CheckExtension(session, tape, owner, node);
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckExtension(ParseSession session, Tape tape, int owner, int node)
    {
        var value = Partner(tape, owner, node, extension: false);
        if (value >= 0 && tape[value].Type != tape[node].Type)
        {
            session.ErrorAt(tape.NameOf(node), IssueCode.Structure, "The value and its extensions are of different types.");
        }
        else if ((value < 0 || tape[value].Kind == NodeKind.Null) && tape.Child(node, "extension") < 0)
        {
            session.ErrorAt(tape.NameOf(node), IssueCode.Invariant,
                "An element has a value or children besides its id (ele-1)", tape[node].Index);
        }
    }

    private static int Partner(Tape tape, int owner, int of, bool extension)
    {
        for (var node = owner + 1; node < tape[owner].End; node = tape[node].End)
        {
            if (tape[node].Element == tape[of].Element && tape[node].Index == tape[of].Index
                && tape[node].Kind == NodeKind.PrimitiveExtension == extension)
            {
                return node;
            }
        }
        return -1;
    }
}
