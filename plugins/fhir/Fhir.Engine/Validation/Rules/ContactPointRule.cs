namespace Fhir.Engine.Validation.Rules;

/// <summary>cpt-2: a value without a system cannot be used.</summary>
internal sealed class ContactPointRule : ElementRule
{
    public override IEnumerable<string> Types => ["ContactPoint"];

    public override void Check(RuleContext at)
    {
        if (at.Has("value") && !at.Has("system") && !at.Tape.HasExtensions(at.Node, "system"))
        {
            at.Violates("cpt-2", "A contact with a value names its system");
        }
    }
}
