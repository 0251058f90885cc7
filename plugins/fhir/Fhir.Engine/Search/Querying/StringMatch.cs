namespace Fhir.Engine.Search.Querying;

/// <summary>How a text is compared (R4 3.1.1.4.8).</summary>
public enum StringMatch
{
    /// <summary>The normalised text begins so: the default.</summary>
    StartsWith,

    /// <summary>The text as written is the same.</summary>
    Exact,

    /// <summary>The normalised text holds it.</summary>
    Contains,
}
