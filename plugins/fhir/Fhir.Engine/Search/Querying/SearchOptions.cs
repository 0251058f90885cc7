namespace Fhir.Engine.Search.Querying;

/// <summary>How a query is read.</summary>
public sealed record SearchOptions
{
    /// <summary>The server's base address: absolute references below it are its own. Null when none.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Prefer: handling=lenient: what is not known is left out with a warning instead of refused.</summary>
    public bool Lenient { get; init; }

    /// <summary>Parameters the caller treats itself (its paging cursor); _format and _pretty are always left to it.</summary>
    public IReadOnlyCollection<string> Ignored { get; init; } = [];
}
