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

    /// <summary>This one row.</summary>
    public Guid? Id { get; init; }

    /// <summary>Rows of actors whose name begins so, whatever the case.</summary>
    public string? ActorName { get; init; }

    /// <summary>Rows of one of these actions.</summary>
    public IReadOnlyList<string>? Actions { get; init; }

    /// <summary>Rows of none of these actions.</summary>
    public IReadOnlyList<string>? OtherThan { get; init; }

    /// <summary>Rows with one of these outcomes.</summary>
    public IReadOnlyList<string>? Outcomes { get; init; }

    /// <summary>Time and id of the last row of the page before.</summary>
    public (DateTimeOffset At, Guid Id)? After { get; init; }

    /// <summary>At most this many rows.</summary>
    public required int Limit { get; init; }
}
