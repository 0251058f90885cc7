namespace Fhir.Engine.Search.Querying;

/// <summary>How a URI is compared (R4 3.1.1.4.14).</summary>
public enum UriMatch
{
    Exact,

    /// <summary>The stored URI begins with the value: :below.</summary>
    Below,

    /// <summary>The value begins with the stored URI: :above.</summary>
    Above,
}
