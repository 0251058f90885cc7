namespace PluginPlatform.Audit;

/// <summary>A queued row and the caller that waits for it.</summary>
internal sealed class PendingRow(AuditRow row)
{
    private readonly TaskCompletionSource _durable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AuditRow Row { get; } = StorableRow.From(row);

    public Task Durable => _durable.Task;

    public void Complete() => _durable.SetResult();

    public void Fail(Exception cause) => _durable.SetException(new AuditUnavailableException(cause));
}
