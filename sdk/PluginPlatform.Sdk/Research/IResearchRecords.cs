namespace PluginPlatform.Sdk.Research;

/// <summary>
/// De-identified records for research. The kernel does not know what a record is: a clinical-record plugin exports this with
/// <see cref="Plugins.IPluginBuilder.Exports{TContract, TService}"/>, and the kernel's export asks it page by page.
/// </summary>
public interface IResearchRecords
{
    /// <summary>The data subjects of a group, those who no longer take part left out.</summary>
    /// <param name="group">The group's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Ids; null when there is no such group.</returns>
    Task<IReadOnlyList<string>?> MembersAsync(string group, CancellationToken cancellationToken);

    /// <summary>Reads and de-identifies some records. Data subjects whom the call does not see are left out.</summary>
    /// <param name="request">The export, the same for every page.</param>
    /// <param name="cursor">Null for the first page, then <see cref="ResearchPage.Next"/>.</param>
    /// <param name="cancellationToken">Cancels the page.</param>
    Task<ResearchPage> ReadAsync(ResearchRequest request, string? cursor, CancellationToken cancellationToken);
}

/// <summary>What to export, and how it is de-identified (HIPAA Privacy Rule, 45 CFR 164.514(b)).</summary>
public sealed record ResearchRequest
{
    /// <summary>Secret of this export, 32 random bytes: new ids and moved dates come of it. Nobody keeps it.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>True moves dates by a secret number of days per data subject, intervals stay, which is not safe harbour; false
    /// leaves their years.</summary>
    public required bool ShiftDates { get; init; }

    /// <summary>The day ages are reckoned on.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Only these data subjects; null for all.</summary>
    public IReadOnlyList<string>? Subjects { get; init; }

    /// <summary>Further code systems whose codes are known to name nobody.</summary>
    public IReadOnlyList<string> CodeSystems { get; init; } = [];
}

/// <summary>Some de-identified records.</summary>
/// <param name="Lines">JSON, one record on a line (NDJSON).</param>
/// <param name="Subjects">Data subjects begun on this page.</param>
/// <param name="Records">Lines.</param>
/// <param name="Next">Gives the page after, or null at the end.</param>
public sealed record ResearchPage(ReadOnlyMemory<byte> Lines, int Subjects, int Records, string? Next);
