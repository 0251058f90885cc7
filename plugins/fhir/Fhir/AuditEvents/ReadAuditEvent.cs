using Fhir.Http;
using Fhir.Outcomes;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Access;

namespace Fhir.AuditEvents;

/// <summary>GET [base]/AuditEvent/[id]: one row of the audit trail.</summary>
internal sealed class ReadAuditEvent(R4 r4, IAccessHistory history)
{
    public async Task<IResult> HandleAsync(string id, CancellationToken cancellationToken)
    {
        // Another spelling of the same number is another id (R4 2.24.0.1).
        var known = Guid.TryParseExact(id, "d", out var row) && row.ToString("d") == id;
        return await history.SearchAsync(new() { Id = known ? row : Guid.Empty }, null, 1, cancellationToken) switch
        {
            AccessHistoryAnswer.Found { Rows: [var found] } => new ResourceResult(StatusCodes.Status200OK, 1, found.At, WriteAuditEvent.Bytes(found, r4.Definitions)),
            AccessHistoryAnswer.Refused refused => new OutcomeResult(Refusal.Of(403, "forbidden", refused.Reason)),
            _ => new OutcomeResult(Refusal.Unknown(WriteAuditEvent.Type, id)),
        };
    }
}
