namespace Mpi.Linking;

/// <summary>How records are spread over golden records after a change.</summary>
/// <param name="Members">Every record looked at, deleted ones included.</param>
/// <param name="Created">Golden records that are new.</param>
/// <param name="Emptied">Golden records that have lost their last member.</param>
internal sealed record Regrouping(IReadOnlyList<Membership> Members, IReadOnlyList<Guid> Created, IReadOnlyList<Guid> Emptied)
{
    /// <summary>Records that exist and whose golden record is another than before.</summary>
    public IReadOnlyList<Membership> Moved { get; } = [.. Members.Where(m => m.Now is not null && m.Now != m.Before)];
}

/// <param name="PatientId">The record.</param>
/// <param name="Before">Its golden record before; null when it is new.</param>
/// <param name="Now">Its golden record now; null when it is deleted.</param>
internal sealed record Membership(string PatientId, Guid? Before, Guid? Now);
