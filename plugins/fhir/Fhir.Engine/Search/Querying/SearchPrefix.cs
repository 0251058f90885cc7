namespace Fhir.Engine.Search.Querying;

/// <summary>How a value compares (R4 3.1.1.4.5): the stored span against the value's span.</summary>
public enum SearchPrefix
{
    /// <summary>The value's span holds the stored one.</summary>
    Equal,

    /// <summary>The value's span does not hold the stored one.</summary>
    NotEqual,

    /// <summary>The stored span reaches above the value.</summary>
    GreaterThan,

    /// <summary>The stored span reaches below the value.</summary>
    LessThan,

    /// <summary>Greater, or equal.</summary>
    GreaterOrEqual,

    /// <summary>Less, or equal.</summary>
    LessOrEqual,

    /// <summary>The stored span begins after the value's.</summary>
    StartsAfter,

    /// <summary>The stored span ends before the value's.</summary>
    EndsBefore,

    /// <summary>The spans overlap, with some tolerance the store chooses.</summary>
    Approximately,
}
