using System.Globalization;

namespace Fhir.Engine.Validation.Rules;

/// <summary>rng-2: low is not above high; only values in the same unit compare.</summary>
internal sealed class RangeRule : ElementRule
{
    public override IEnumerable<string> Types => ["Range"];

    public override void Check(RuleContext at)
    {
        var low = at.Child("low");
        var high = at.Child("high");
        if (low < 0 || high < 0 || Unit(at, low) != Unit(at, high))
        {
            return;
        }
        if (Value(at, low) is { } least && Value(at, high) is { } most && least > most)
        {
            at.Violates("rng-2", "The low end of a range is not above the high end");
        }
    }

    private static string? Unit(RuleContext at, int quantity) =>
        at.Tape.ChildText(quantity, "code") ?? at.Tape.ChildText(quantity, "unit");

    private static double? Value(RuleContext at, int quantity) =>
        double.TryParse(at.Tape.ChildText(quantity, "value"), CultureInfo.InvariantCulture, out var value) ? value : null;
}
