using Fhir.Engine.Definitions;

namespace Fhir.Engine.Search.Indexing;

/// <summary>A coded fact (R4 3.1.1.4.10).</summary>
/// <param name="Parameter">What it is found by.</param>
/// <param name="System">The code system or identifier system; null when the content names none.</param>
/// <param name="Code">The code, the identifier's value, or "true" / "false".</param>
public readonly record struct TokenRow(SearchParameter Parameter, string? System, string Code);

/// <summary>A text (R4 3.1.1.4.8).</summary>
/// <param name="Parameter">What it is found by.</param>
/// <param name="Value">As written, for :exact.</param>
/// <param name="Normalized">By <see cref="Text.SearchText.Normalize"/>, for everything else.</param>
public readonly record struct StringRow(SearchParameter Parameter, string Value, string Normalized);

/// <summary>A span of time, [Low, High) in UTC (R4 3.1.1.4.7). An open end is the least or greatest DateTime.</summary>
public readonly record struct DateRow(SearchParameter Parameter, DateTime Low, DateTime High);

/// <summary>A link to a resource (R4 3.1.1.4.12).</summary>
/// <param name="Parameter">What it is found by.</param>
/// <param name="TargetType">The target's resource type; null when the address tells none.</param>
/// <param name="TargetId">The target's id on this server; null for any other address.</param>
/// <param name="Url">An absolute or canonical address, without version; null when <paramref name="TargetId"/> is set.</param>
public readonly record struct ReferenceRow(SearchParameter Parameter, string? TargetType, string? TargetId, string? Url);

/// <summary>A URI, compared exactly (R4 3.1.1.4.14).</summary>
public readonly record struct UriRow(SearchParameter Parameter, string Value);

/// <summary>A number as the span its written precision stands for (R4 3.1.1.4.6): 100 is [99.5, 100.5).</summary>
public readonly record struct NumberRow(SearchParameter Parameter, double Low, double High);

/// <summary>A measured amount (R4 3.1.1.4.13), its value as in <see cref="NumberRow"/>.</summary>
/// <param name="Parameter">What it is found by.</param>
/// <param name="Low">Least value.</param>
/// <param name="High">First value above.</param>
/// <param name="System">System of the coded unit, or null.</param>
/// <param name="Code">The coded unit, or null.</param>
/// <param name="Unit">The unit as text, or null.</param>
public readonly record struct QuantityRow(
    SearchParameter Parameter, double Low, double High, string? System, string? Code, string? Unit);
