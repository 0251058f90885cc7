namespace PluginPlatform.Audit.Anchoring;

/// <summary>
/// Keeps the newest seal of each chain outside the database, so that rows cut off the end are missed. Another place than the
/// data folder (a second machine, a write-once store) takes the same three members.
/// </summary>
public interface IAuditAnchor
{
    /// <summary>Names this anchor for good; rows of writes say by it where they are to be sealed.</summary>
    Guid Id { get; }

    /// <summary>The newest record of every chain, in the order the chains were begun.</summary>
    /// <param name="cancellationToken">Cancels reading.</param>
    Task<IReadOnlyList<AnchorRecord>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Returns when the record is durable. Until then the one before it stays readable, whatever happens.</summary>
    /// <param name="record">The newest of its chain.</param>
    Task KeepAsync(AnchorRecord record);
}
