using System.Text;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Validation.Rules;

/// <summary>per-1: a period does not end before it starts.</summary>
internal sealed class PeriodRule : ElementRule
{
    public override IEnumerable<string> Types => ["Period"];

    public override void Check(RuleContext at)
    {
        // The end of a partial date counts to its last instant: 2020-05 to 2020 is fine.
        if (Read(at, "start") is { } start && Read(at, "end") is { } end && start.Low >= end.High)
        {
            at.Violates("per-1", "The start of a period is not after its end");
        }
    }

    private static InstantRange? Read(RuleContext at, string name) =>
        at.Tape.ChildText(at.Node, name) is { } text
        && DateTimeReader.TryRead(Encoding.UTF8.GetBytes(text), false, out var value)
            ? value.ToRange()
            : null;
}
