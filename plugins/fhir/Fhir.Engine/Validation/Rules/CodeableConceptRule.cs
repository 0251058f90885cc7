using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Validation.Rules;

/// <summary>A required binding on a CodeableConcept: one of its codings is in the value set (R4 4.1.5).</summary>
internal sealed class CodeableConceptRule : ElementRule
{
    public override IEnumerable<string> Types => ["CodeableConcept"];

    public override void Check(RuleContext at)
    {
        if (at.Property?.Element.Codes is not { } codes)
        {
            return;
        }
        var tape = at.Tape;
        for (var node = at.Node + 1; node < tape[at.Node].End; node = tape[node].End)
        {
            if (tape[node].Kind == NodeKind.Object && tape.NameOf(node) == "coding"
                && tape.ChildText(node, "code") is { } code && tape.ChildText(node, "system") is { } system
                && codes.Contains(system, code))
            {
                return;
            }
        }
        at.State.Error(IssueCode.CodeInvalid, $"No coding is in the value set {codes.Url}");
    }
}
