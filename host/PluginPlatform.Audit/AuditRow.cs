namespace PluginPlatform.Audit;

/// <summary>One access to patient data, or one administrative act. Ids and fixed words only, never content.</summary>
public sealed record AuditRow
{
    private readonly DateTimeOffset _at;

    /// <summary>Unique, grows with time. The trail makes one when it is empty.</summary>
    public Guid Id { get; init; }

    /// <summary>When, UTC, to the microsecond, as the database keeps it.</summary>
    public required DateTimeOffset At
    {
        get => _at;
        init => _at = new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>User, client, plugin or anonymous, in lower case.</summary>
    public required string ActorKind { get; init; }

    /// <summary>User id, client id or plugin id.</summary>
    public required string ActorId { get; init; }

    /// <summary>For display.</summary>
    public string? ActorName { get; init; }

    /// <summary>SMART letters (<c>cruds</c>) for patient data, a word such as <c>sign-in</c> otherwise.</summary>
    public required string Action { get; init; }

    /// <summary>Data kinds touched.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Data subject ids.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Purpose of use, HL7 v3 code.</summary>
    public required string Purpose { get; init; }

    /// <summary>The plugin that answered, or <c>kernel</c>.</summary>
    public required string Plugin { get; init; }

    /// <summary>Its version.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>Route pattern or fragment key.</summary>
    public required string Operation { get; init; }

    /// <summary>Correlates with logs and answers.</summary>
    public required string RequestId { get; init; }

    /// <summary>A word such as <see cref="AuditOutcome.Success"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Fixed words about the call, or null.</summary>
    public string? Detail { get; init; }
}
