using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.Parsing;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Search.Indexing;

/// <summary>Spans of time from dates, periods and timings (R4 3.1.1.4.7).</summary>
internal static class DateRows
{
    public static void Write(Tape tape, PathItem item, SearchParameter parameter, SearchRows rows)
    {
        if (item.IsNode && RangeOf(tape, item.Node) is { } range)
        {
            rows.Add(new DateRow(parameter, range.Low, range.High));
        }
    }

    private static InstantRange? RangeOf(Tape tape, int node)
    {
        if (tape[node].Kind is NodeKind.String or NodeKind.EscapedString)
        {
            return Read(tape.Text(node));
        }
        return tape.TypeOf(node).Name switch
        {
            "Period" => PeriodOf(tape, node),
            "Timing" => TimingOf(tape, node),
            _ => null,
        };
    }

    private static InstantRange? PeriodOf(Tape tape, int node)
    {
        var start = tape.ChildText(node, "start") is { } from ? Read(from) : null;
        var end = tape.ChildText(node, "end") is { } to ? Read(to) : null;
        return start is null && end is null
            ? null
            : new InstantRange(start?.Low ?? InstantRange.Beginning, end?.High ?? InstantRange.Open);
    }

    // The outer limits of a timing: its events and the bounds of its repetition.
    private static InstantRange? TimingOf(Tape tape, int timing)
    {
        InstantRange? outer = null;
        for (var node = timing + 1; node < tape[timing].End; node = tape[node].End)
        {
            var range = tape.NameOf(node) switch
            {
                "event" when tape[node].Kind is NodeKind.String or NodeKind.EscapedString => Read(tape.Text(node)),
                "repeat" when tape.Child(node, "bounds") is >= 0 and var bounds && tape.TypeOf(bounds).Name == "Period" => PeriodOf(tape, bounds),
                _ => null,
            };
            outer = range is null || outer is null
                ? range ?? outer
                : new InstantRange(
                    range.Value.Low < outer.Value.Low ? range.Value.Low : outer.Value.Low,
                    range.Value.High > outer.Value.High ? range.Value.High : outer.Value.High);
        }
        return outer;
    }

    private static InstantRange? Read(string text)
    {
        Span<byte> utf8 = stackalloc byte[64];
        return text.Length <= 40 && Encoding.UTF8.TryGetBytes(text, utf8, out var length)
            && DateTimeReader.TryRead(utf8[..length], false, out var value)
                ? value.ToRange()
                : null;
    }
}
