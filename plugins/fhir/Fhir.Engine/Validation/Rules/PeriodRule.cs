using System.Text;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Validation.Rules;

/// <summary>per-1: start &lt;= end, as FHIRPath compares: what different precisions leave open does not hold.</summary>
internal sealed class PeriodRule : ElementRule
{
    public override IEnumerable<string> Types => ["Period"];

    public override void Check(RuleContext at)
    {
        if (Read(at, "start") is { } start && Read(at, "end") is { } end && !IsOrdered(start, end))
        {
            at.Violates("per-1", "The start of a period is not after its end, and both are given alike precisely");
        }
    }

    private static bool IsOrdered(FhirDateTime start, FhirDateTime end)
    {
        if (start.Offset is not null && end.Offset is not null)
        {
            return start.ToRange().Low <= end.ToRange().Low;
        }
        var order = start.Year.CompareTo(end.Year);
        var common = start.Precision < end.Precision ? start.Precision : end.Precision;
        if (order == 0 && common >= DatePrecision.Month)
        {
            order = start.Month.CompareTo(end.Month);
        }
        if (order == 0 && common >= DatePrecision.Day)
        {
            order = start.Day.CompareTo(end.Day);
        }
        return order < 0 || (order == 0 && start.Precision == end.Precision);
    }

    private static FhirDateTime? Read(RuleContext at, string name) =>
        at.Tape.ChildText(at.Node, name) is { } text
        && DateTimeReader.TryRead(Encoding.UTF8.GetBytes(text), false, out var value)
            ? value
            : null;
}
