namespace Fhir.Engine.Search.Querying;

/// <summary>_total (R4 3.1.1.5.3): how much trouble to take over the number of matches.</summary>
public enum TotalMode
{
    /// <summary>Not asked: the server may choose.</summary>
    Unspecified,
    None,
    Estimate,
    Accurate,
}
