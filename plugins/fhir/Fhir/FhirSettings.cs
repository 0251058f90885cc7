using System.ComponentModel.DataAnnotations;

namespace Fhir;

/// <summary>The plugin's settings in plugins.json.</summary>
public sealed class FhirSettings
{
    /// <summary>Largest request body, in MiB. Default 50.</summary>
    [Range(1, 500)]
    public int MaxBodyMb { get; set; } = 50;

    /// <summary>Most entries a transaction or batch may have. Default 10,000.</summary>
    [Range(1, 100_000)]
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>Matches on a search page when <c>_count</c> does not say. Default 50.</summary>
    [Range(1, 1_000)]
    public int PageSize { get; set; } = 50;

    /// <summary>Most matches on a search page, whatever <c>_count</c> says. Default 1,000.</summary>
    [Range(1, 5_000)]
    public int MaxPageSize { get; set; } = 1_000;
}
