using System.Globalization;

namespace Fhir.Engine.Primitives;

/// <summary>The span a number's written digits stand for (R4 3.1.1.4.6): 5.40 is [5.395, 5.405).</summary>
/// <param name="Low">Least value; minus infinity when open.</param>
/// <param name="High">First value above; infinity when open.</param>
public readonly record struct NumberRange(double Low, double High)
{
    internal static NumberRange? Read(string text)
    {
        if (!double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return null;
        }
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var digits = exponentAt < 0 ? text : text[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.TryParse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture, out var e) ? e : 0;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var half = 0.5 * Math.Pow(10, exponent - (point < 0 ? 0 : digits.Length - point - 1));
        return new NumberRange(value - half, value + half);
    }

    /// <summary>A measured "&lt; 5" is anything below.</summary>
    internal NumberRange Towards(string? comparator) => comparator switch
    {
        "<" or "<=" => this with { Low = double.NegativeInfinity },
        ">" or ">=" => this with { High = double.PositiveInfinity },
        _ => this,
    };
}
