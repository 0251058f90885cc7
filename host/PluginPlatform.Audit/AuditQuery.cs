namespace PluginPlatform.Audit;

/// <summary>What to look for in the trail. What is null does not narrow.</summary>
public sealed record AuditQuery
{
    /// <summary>The tenant, or null for all.</summary>
    public required string? Tenant { get; init; }

    /// <summary>Rows about this data subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Rows of this actor, by id or name.</summary>
    public string? Actor { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Rows of this action.</summary>
    public string? Action { get; init; }

    /// <summary>Rows with this outcome.</summary>
    public string? Outcome { get; init; }

    /// <summary>Rows with this purpose of use.</summary>
    public string? Purpose { get; init; }

    /// <summary>Time and id of the last row of the page before.</summary>
    public (DateTimeOffset At, Guid Id)? After { get; init; }

    /// <summary>At most this many rows.</summary>
    public required int Limit { get; init; }
}
