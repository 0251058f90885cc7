using Fhir.Engine.Issues;

namespace Fhir.Engine.Validation.Rules;

/// <summary>A required binding on a Coding (R4 4.1.5).</summary>
internal sealed class CodingRule : ElementRule
{
    public override IEnumerable<string> Types => ["Coding"];

    public override void Check(RuleContext at)
    {
        if (at.Property?.Element.Codes is not { } codes || at.Tape.ChildText(at.Node, "code") is not { } code)
        {
            return;
        }
        if (at.Tape.ChildText(at.Node, "system") is not { } system || !codes.Contains(system, code))
        {
            at.State.Error(IssueCode.CodeInvalid, $"The coding is not in the value set {codes.Url}");
        }
    }
}
