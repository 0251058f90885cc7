using Fhir.Engine.Definitions;

namespace Fhir.Engine.Search.Querying;

/// <summary>One condition; a resource must meet all of a query's. Its values are alternatives.</summary>
/// <param name="Name">The parameter with its modifier, as asked.</param>
public abstract record SearchFilter(string Name);

/// <summary>_id</summary>
public sealed record IdFilter(string Name, IReadOnlyList<string> Ids) : SearchFilter(Name);

/// <summary>_lastUpdated</summary>
public sealed record LastUpdatedFilter(string Name, IReadOnlyList<DateValue> Values) : SearchFilter(Name);

/// <summary>A condition on index rows.</summary>
/// <param name="Name">The parameter with its modifier, as asked.</param>
/// <param name="Parameter">The parameter the rows carry; another than asked for when that one is an alias.</param>
public abstract record RowFilter(string Name, SearchParameter Parameter) : SearchFilter(Name);

/// <summary>A token.</summary>
/// <param name="Name">The parameter with its modifier, as asked.</param>
/// <param name="Parameter">The parameter the rows carry.</param>
/// <param name="Not">True for :not: resources with no such row, those without any row included (R4 3.1.1.4.10).</param>
/// <param name="Values">The alternatives.</param>
public sealed record TokenFilter(string Name, SearchParameter Parameter, bool Not, IReadOnlyList<TokenValue> Values)
    : RowFilter(Name, Parameter);

/// <summary>A text.</summary>
public sealed record StringFilter(string Name, SearchParameter Parameter, StringMatch Match, IReadOnlyList<StringValue> Values)
    : RowFilter(Name, Parameter);

/// <summary>A date.</summary>
public sealed record DateFilter(string Name, SearchParameter Parameter, IReadOnlyList<DateValue> Values)
    : RowFilter(Name, Parameter);

/// <summary>A number.</summary>
public sealed record NumberFilter(string Name, SearchParameter Parameter, IReadOnlyList<NumberValue> Values)
    : RowFilter(Name, Parameter);

/// <summary>An amount.</summary>
public sealed record QuantityFilter(string Name, SearchParameter Parameter, IReadOnlyList<QuantityValue> Values)
    : RowFilter(Name, Parameter);

/// <summary>A URI, compared exactly.</summary>
public sealed record UriFilter(string Name, SearchParameter Parameter, UriMatch Match, IReadOnlyList<string> Values)
    : RowFilter(Name, Parameter);

/// <summary>A link.</summary>
/// <param name="Name">The parameter with its modifier, as asked.</param>
/// <param name="Parameter">The parameter the rows carry.</param>
/// <param name="TargetTypes">Only rows with one of these target types count; empty when all do.</param>
/// <param name="Values">The alternatives.</param>
public sealed record ReferenceFilter(
    string Name, SearchParameter Parameter, IReadOnlyList<string> TargetTypes, IReadOnlyList<ReferenceValue> Values)
    : RowFilter(Name, Parameter);

/// <summary>:missing</summary>
/// <param name="Name">The parameter with its modifier, as asked.</param>
/// <param name="Parameter">The parameter the rows carry.</param>
/// <param name="TargetTypes">Only rows with one of these target types count; empty when all do.</param>
/// <param name="Missing">True for resources without such a row.</param>
public sealed record MissingFilter(string Name, SearchParameter Parameter, IReadOnlyList<string> TargetTypes, bool Missing)
    : RowFilter(Name, Parameter);
