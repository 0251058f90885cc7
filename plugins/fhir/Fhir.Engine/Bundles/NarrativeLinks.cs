using Fhir.Engine.Parsing;
using Fhir.Engine.Writing;

namespace Fhir.Engine.Bundles;

/// <summary>href and src in a narrative (R4 3.1.0.11.2), found in the JSON text: a quote there is \" or '.</summary>
internal static class NarrativeLinks
{
    public static void Rewrite(Tape tape, int node, ReferenceMap map, string? restBase, JsonEdits edits)
    {
        var text = tape.Raw(node);
        var at = 0;
        while (NextValue(text, ref at, out var start, out var length))
        {
            if (map.Find(text.Slice(start, length), restBase) is { } target)
            {
                edits.Replace(tape[node].Start + start, length, target);
            }
        }
    }

    private static bool NextValue(ReadOnlySpan<byte> text, ref int at, out int start, out int length)
    {
        while (true)
        {
            start = length = 0;
            var equals = text[at..].IndexOf((byte)'=');
            if (equals < 0)
            {
                return false;
            }
            var name = text.Slice(at, equals);
            at += equals + 1;
            if (!name.EndsWith(" href"u8) && !name.EndsWith(" src"u8))
            {
                continue;
            }
            var quote = text[at..].StartsWith("\\\""u8) ? "\\\""u8 : text[at..].StartsWith("'"u8) ? "'"u8 : default;
            if (quote.IsEmpty)
            {
                continue;
            }
            start = at + quote.Length;
            length = text[start..].IndexOf(quote);
            if (length < 0)
            {
                return false;
            }
            at = start + length + quote.Length;
            return true;
        }
    }
}
