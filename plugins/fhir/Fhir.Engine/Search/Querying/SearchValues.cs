using Fhir.Engine.Primitives;

namespace Fhir.Engine.Search.Querying;

/// <summary>A token to find (R4 3.1.1.4.10).</summary>
/// <param name="AnySystem">True for "code": the system does not matter.</param>
/// <param name="System">The system for "system|code"; null with <paramref name="AnySystem"/> false for "|code": no system.</param>
/// <param name="Code">The code; null for "system|": any code of the system.</param>
public sealed record TokenValue(bool AnySystem, string? System, string? Code);

/// <summary>A text to find.</summary>
/// <param name="Text">As asked, for an exact comparison with StringRow.Value.</param>
/// <param name="Normalized">For every other comparison with StringRow.Normalized; never empty.</param>
public sealed record StringValue(string Text, string Normalized);

/// <summary>A date to compare with, as the span its precision stands for.</summary>
public sealed record DateValue(SearchPrefix Prefix, InstantRange Range);

/// <summary>A number to compare with, as the span its precision stands for.</summary>
/// <param name="Prefix">How to compare; only eq, ne and ap look at the span (R4 3.1.1.4.6).</param>
/// <param name="Range">The span.</param>
/// <param name="Exact">The number as written, for the other prefixes.</param>
public sealed record NumberValue(SearchPrefix Prefix, NumberRange Range, double Exact);

/// <summary>An amount to compare with.</summary>
/// <param name="Number">Its value.</param>
/// <param name="System">The unit's system; null when any.</param>
/// <param name="Unit">The unit's code, or without a system its code or text; null when any unit will do.</param>
public sealed record QuantityValue(NumberValue Number, string? System, string? Unit);

/// <summary>A link's target.</summary>
/// <param name="Type">The target's type; null when any.</param>
/// <param name="Id">The target's id on this server; null when <paramref name="Url"/> is set.</param>
/// <param name="Url">An absolute or canonical address, compared with ReferenceRow.Url.</param>
public sealed record ReferenceValue(string? Type, string? Id, string? Url);
