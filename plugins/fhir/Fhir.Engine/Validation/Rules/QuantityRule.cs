namespace Fhir.Engine.Validation.Rules;

/// <summary>qty-3: a unit's code is of some system.</summary>
internal sealed class QuantityRule : ElementRule
{
    public override IEnumerable<string> Types => ["Quantity", "Age", "Count", "Distance", "Duration"];

    public override void Check(RuleContext at)
    {
        if (at.Has("code") && !at.Has("system") && !at.Tape.HasExtensions(at.Node, "system"))
        {
            at.Violates("qty-3", "A quantity with a coded unit names the unit's system");
        }
    }
}
