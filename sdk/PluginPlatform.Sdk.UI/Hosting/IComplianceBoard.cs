namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>The compliance report, as the current reader may see it. Each look leaves a row in the audit trail. Scoped.</summary>
public interface IComplianceBoard
{
    /// <summary>The figures of some days up to now.</summary>
    /// <param name="days">1 to 366.</param>
    /// <param name="everyTenant">Whether of every tenant, for those who may; else of the reader's own.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    Task<ComplianceAnswer> ReadAsync(int days, bool everyTenant, CancellationToken cancellationToken);
}

/// <summary>What became of the wish for a report.</summary>
public abstract record ComplianceAnswer
{
    /// <summary>Here it is.</summary>
    /// <param name="Report">The report.</param>
    public sealed record Made(ComplianceReport Report) : ComplianceAnswer;

    /// <summary>It was refused.</summary>
    /// <param name="Code">Stable, for example <c>compliance.days</c>.</param>
    /// <param name="Reason">Why, and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : ComplianceAnswer;
}

/// <summary>Who accessed what, how the doors hold, how old the keys are, and what is open.</summary>
public sealed record ComplianceReport
{
    /// <summary>The tenant; null for all.</summary>
    public required string? Tenant { get; init; }

    /// <summary>Not before.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Before; the moment it was made.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Accesses to patient data by the actor's role, most first. Who has several roles counts under each.</summary>
    public required IReadOnlyList<ComplianceFigure> Roles { get; init; }

    /// <summary>Accesses by the hour of the day, UTC, 24 numbers.</summary>
    public required IReadOnlyList<long> Hours { get; init; }

    /// <summary>Accesses by outcome.</summary>
    public required IReadOnlyList<ComplianceFigure> Outcomes { get; init; }

    /// <summary>Emergency accesses, newest first, at most 100.</summary>
    public required IReadOnlyList<ComplianceGlass> Glass { get; init; }

    /// <summary>Refused sign-ins by reason; the reason <c>locked</c> is a lockout.</summary>
    public required IReadOnlyList<ComplianceFigure> Refused { get; init; }

    /// <summary>Keys against their policy.</summary>
    public required IReadOnlyList<ComplianceKey> Keys { get; init; }

    /// <summary>The trail itself.</summary>
    public required ComplianceTrail Trail { get; init; }

    /// <summary>The active accounts.</summary>
    public required ComplianceAccounts Accounts { get; init; }

    /// <summary>Active clients that did nothing in the period and were registered before it, at most 100.</summary>
    public required IReadOnlyList<string> UnusedClients { get; init; }

    /// <summary>What is open, gravest first.</summary>
    public required IReadOnlyList<ComplianceFinding> Findings { get; init; }
}

/// <summary>A number under a name.</summary>
/// <param name="Name">A role, an outcome or a reason.</param>
/// <param name="Count">How many rows of the trail.</param>
/// <param name="Actors">By how many different actors.</param>
public sealed record ComplianceFigure(string Name, long Count, long Actors);

/// <summary>One emergency access.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Who">User name.</param>
/// <param name="Subject">The data subject's id.</param>
/// <param name="Reason">As given.</param>
public sealed record ComplianceGlass(DateTimeOffset At, string Who, string Subject, string Reason);

/// <summary>A key's age.</summary>
/// <param name="Kind"><c>signing</c>, <c>data</c> or <c>master</c>.</param>
/// <param name="Name">The key's id, or the tenant it is of.</param>
/// <param name="Days">Its age.</param>
/// <param name="Policy">The most days it should have.</param>
public sealed record ComplianceKey(string Kind, string Name, int Days, int Policy);

/// <summary>How far the trail goes, and when somebody last had it verified.</summary>
/// <param name="SealedAt">When the newest seal was made, UTC, or null when there is none.</param>
/// <param name="Position">The newest sealed position of its chain.</param>
/// <param name="VerifiedAt">When the trail was last verified, UTC, or null when never.</param>
/// <param name="Sound">Whether nothing was found then.</param>
/// <param name="Verified">What was verified and found, in figures; empty when never.</param>
public sealed record ComplianceTrail(DateTimeOffset? SealedAt, long Position, DateTimeOffset? VerifiedAt, bool Sound, string Verified);

/// <summary>Active accounts in figures.</summary>
/// <param name="Active">How many.</param>
/// <param name="WithoutFactor">Without authenticator app and passkey.</param>
/// <param name="AdminsWithoutFactor">Of these, who run the platform or a tenant.</param>
/// <param name="Inactive">Not signed in for 90 days.</param>
/// <param name="Lines">Those without a second factor or inactive, at most 100.</param>
public sealed record ComplianceAccounts(
    long Active, long WithoutFactor, long AdminsWithoutFactor, long Inactive, IReadOnlyList<ComplianceAccount> Lines);

/// <summary>An account that something is to be done about.</summary>
/// <param name="UserName">The user name.</param>
/// <param name="WithoutFactor">No second factor.</param>
/// <param name="Admin">Runs the platform or a tenant.</param>
/// <param name="LastSignIn">When the latest session began, UTC, or null.</param>
/// <param name="Inactive">Not for 90 days.</param>
public sealed record ComplianceAccount(string UserName, bool WithoutFactor, bool Admin, DateTimeOffset? LastSignIn, bool Inactive);

/// <summary>Something open.</summary>
/// <param name="Code">Stable: <c>trail-unsound</c>, <c>trail-unverified</c>, <c>admins-without-factor</c>, <c>users-without-factor</c>,
/// <c>key-old</c>, <c>glass</c>, <c>lockouts</c>, <c>inactive</c>, <c>clients-unused</c>.</param>
/// <param name="Severity"><c>high</c>, <c>medium</c> or <c>low</c>.</param>
/// <param name="Count">How many.</param>
public sealed record ComplianceFinding(string Code, string Severity, long Count);
