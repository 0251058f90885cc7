namespace Fhir.Engine.Search.Querying;

/// <summary>_summary (R4 3.1.1.5.8).</summary>
public enum SummaryMode
{
    False,
    True,
    Text,
    Data,
    Count,
}
