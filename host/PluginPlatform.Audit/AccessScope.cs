using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Audit;

/// <summary>What one call touched, and its one audit row.</summary>
public sealed class AccessScope(
    CallContext call,
    string plugin,
    string version,
    string operation,
    DeclaredData declared,
    string? subject,
    AuditTrail trail,
    TimeProvider time) : IAccessLog, ICommitParticipant
{
    /// <summary>Whether a row of this call is durable.</summary>
    public bool Recorded => throw new NotSupportedException($"{call}{plugin}{version}{operation}{declared}{subject}{trail}{time}");

    /// <inheritdoc/>
    public void Touch(DataAction action, string kind, params ReadOnlySpan<string> subjects) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Describe(string detail) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void AppendTo(NpgsqlBatch batch) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Committed() => throw new NotSupportedException();

    /// <summary>Writes the row unless it is already durable and nothing was touched since.</summary>
    public Task CompleteAsync(string outcome, CancellationToken cancellationToken) => throw new NotSupportedException();
}
