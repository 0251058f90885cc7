using Npgsql;
using PluginPlatform.Audit.Sealing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Audit;

/// <summary>
/// What one call touched, and its audit row: in the transaction of the call's first write, or else by group commit before
/// the answer leaves. Either way the answer waits until the row is sealed and anchored. Safe to use from several threads of the call.
/// </summary>
/// <param name="call">Who, for which tenant, why.</param>
/// <param name="plugin">The plugin that answers.</param>
/// <param name="version">Its version.</param>
/// <param name="operation">Route pattern or fragment key.</param>
/// <param name="declared">What the endpoint or fragment declared.</param>
/// <param name="subject">The declared data subject's id, or null.</param>
/// <param name="trail">Takes the row when no transaction did.</param>
/// <param name="time">The clock.</param>
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
    private const int LongestDetail = 200;
    private const int NotYet = -1;

    private readonly Lock _gate = new();
    private readonly TouchedData _touched = new(declared, subject);
    private readonly List<Task> _seals = [];
    private string? _detail;
    private int _pending = NotYet;
    private int _recorded = NotYet;
    private WrittenRow? _written;

    /// <summary>Whether a row of this call is durable.</summary>
    public bool Recorded
    {
        get
        {
            lock (_gate)
            {
                return _recorded != NotYet;
            }
        }
    }

    /// <inheritdoc/>
    public void Touch(DataAction action, string kind, params ReadOnlySpan<string> subjects)
    {
        lock (_gate)
        {
            _touched.Add(action, kind, subjects);
        }
    }

    /// <inheritdoc/>
    public void Describe(string detail)
    {
        ArgumentNullException.ThrowIfNull(detail);
        lock (_gate)
        {
            var joined = _detail is null ? detail : $"{_detail}; {detail}";
            _detail = joined.Length <= LongestDetail ? joined : joined[..LongestDetail];
        }
    }

    /// <summary>Appends the row, unless there is nothing to tell or a durable row tells it already.</summary>
    /// <param name="batch">Ends with COMMIT.</param>
    public void AppendTo(NpgsqlBatch batch)
    {
        lock (_gate)
        {
            if (NeedsRow)
            {
                _pending = _touched.Version;
                var row = StorableRow.From(WrittenBy(Writer(batch.Connection!)));
                (_written, var proof) = trail.Announce(row);
                batch.BatchCommands.Add(RecordAccess.Command(row, proof));
            }
        }
    }

    /// <inheritdoc/>
    public void Committed()
    {
        lock (_gate)
        {
            _recorded = Math.Max(_recorded, _pending);
            if (_written is not null)
            {
                // The seal is under way while the call goes on; its answer waits for it.
                _seals.Add(trail.SealAsync(_written, CancellationToken.None));
                _written = null;
            }
        }
    }

    /// <summary>
    /// Makes the call's row durable, unless it is already and nothing was touched since, or there is nothing to tell; and
    /// waits for the seals of rows that transactions stored.
    /// </summary>
    /// <param name="outcome">One of <see cref="AuditOutcome"/>. A row written in a transaction says <c>success</c>: the change stands.</param>
    /// <param name="cancellationToken">Cancels waiting for a place in the queue.</param>
    /// <exception cref="AuditUnavailableException">The row is not durable; do not answer.</exception>
    public async Task CompleteAsync(string outcome, CancellationToken cancellationToken)
    {
        Task[] seals;
        AuditRow? row;
        int covers;
        lock (_gate)
        {
            seals = [.. _seals];
            covers = _touched.Version;
            row = NeedsRow ? Row(outcome) : null;
        }

        if (seals.Length > 0)
        {
            await Task.WhenAll(seals).ConfigureAwait(false);
        }

        if (row is not null)
        {
            await trail.AppendAsync(row, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _recorded = Math.Max(_recorded, covers);
            }
        }
    }

    private bool NeedsRow => !_touched.IsNothing && _recorded < _touched.Version;

    // The database holds the row to the plugin whose connection it is, which may be another than the one that answers.
    private static string Writer(NpgsqlConnection connection) => connection.UserName!["pp_".Length..];

    private AuditRow WrittenBy(string writer) =>
        Row(AuditOutcome.Success) with { Plugin = writer, PluginVersion = writer == plugin ? version : null };

    private AuditRow Row(string outcome) => new()
    {
        At = time.GetUtcNow(),
        Tenant = call.Tenant,
        ActorKind = ActorKinds.Word(call.Actor.Kind),
        ActorId = call.Actor.Id,
        ActorName = call.Actor.Name,
        Action = AccessLetters.Of(_touched.Action),
        Kinds = _touched.Kinds,
        Subjects = _touched.Subjects,
        Purpose = call.BreakGlass.Count > 0 && _touched.Subjects.Any(call.BreakGlass.Contains) ? PurposeOfUse.BreakGlass : call.Purpose,
        Plugin = plugin,
        PluginVersion = version,
        Operation = operation,
        RequestId = call.RequestId,
        Outcome = outcome,
        Detail = _detail,
    };
}
