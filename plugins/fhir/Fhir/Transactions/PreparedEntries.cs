using Fhir.Engine.Issues;
using Fhir.Outcomes;
using Fhir.Searching;
using Fhir.Storing;

namespace Fhir.Transactions;

/// <summary>A transaction's entries, ready to be written.</summary>
internal sealed class PreparedEntries
{
    private readonly Dictionary<int, Change> _byEntry = [];
    private readonly Dictionary<int, Match> _existing = [];

    /// <summary>In the order of the bundle.</summary>
    public List<Change> Changes { get; } = [];

    public List<FhirIssue> Issues { get; } = [];

    public Refusal? Refusal => Issues.Count == 0 ? null : new(400, Issues);

    public void Add(int entry, Change change)
    {
        _byEntry[entry] = change;
        Changes.Add(change);
    }

    /// <summary>An entry whose condition found a resource: nothing is written for it.</summary>
    public void AddExisting(int entry, Match match) => _existing[entry] = match;

    public Dictionary<int, EntryAnswer> Answers(bool withResources)
    {
        var answers = _byEntry.ToDictionary(c => c.Key, c => EntryAnswer.Stored(c.Value, withResources));
        foreach (var (entry, match) in _existing)
        {
            answers[entry] = new(200)
            {
                Location = $"{match.Type}/{match.Id}/_history/{match.Version}",
                Version = match.Version,
                LastModified = match.UpdatedAt,
                Resource = withResources ? match.Json : null,
            };
        }

        return answers;
    }
}
