using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit;

/// <summary>A row that waits for its seal, and the caller that waits with it.</summary>
internal sealed class PendingRow
{
    private readonly TaskCompletionSource _sealed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PendingRow(Guid id, byte[] leaf, AuditRow? row, byte[]? encoded) => (Id, Leaf, Row, Encoded) = (id, leaf, row, encoded);

    public Guid Id { get; }

    public byte[] Leaf { get; }

    /// <summary>The row to insert with the seal; null when a write's transaction has stored it.</summary>
    public AuditRow? Row { get; }

    /// <summary>Its canonical encoding; null likewise.</summary>
    public byte[]? Encoded { get; }

    /// <summary>Ends when the row is durable, sealed and anchored.</summary>
    public Task Sealed => _sealed.Task;

    // Encoded and hashed here, on the caller's thread, so that the one writer has less to do.
    public static PendingRow ToInsert(AuditRow row)
    {
        var storable = StorableRow.From(row);
        var encoded = RowEncoding.Encode(storable);
        var leaf = new byte[RowEncoding.HashSize];
        RowEncoding.Hash(encoded, leaf);
        return new(storable.Id, leaf, storable, encoded);
    }

    public static PendingRow Stored(Guid id, byte[] leaf) => new(id, leaf, null, null);

    public void Complete() => _sealed.TrySetResult();

    public void Fail(Exception cause) => _sealed.TrySetException(new AuditUnavailableException(cause));
}
