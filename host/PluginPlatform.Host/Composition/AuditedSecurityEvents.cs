using PluginPlatform.Audit;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Composition;

/// <summary>Writes what happens at the door into the audit trail.</summary>
internal sealed class AuditedSecurityEvents(AuditTrail audit, TimeProvider time) : ISecurityEvents
{
    public Task RecordAsync(SecurityEvent securityEvent, CancellationToken cancellationToken) => audit.AppendAsync(new AuditRow
    {
        At = time.GetUtcNow(),
        Tenant = securityEvent.Tenant ?? "",
        ActorKind = securityEvent.Actor.Kind.ToString().ToLowerInvariant(),
        ActorId = securityEvent.Actor.Id,
        ActorName = securityEvent.Actor.Name,
        Action = Word(securityEvent.Kind),
        Purpose = CallContext.DefaultPurpose,
        Plugin = "kernel",
        Operation = Word(securityEvent.Kind),
        RequestId = securityEvent.RequestId,
        Outcome = securityEvent.Kind is SecurityEventKind.SignInRefused or SecurityEventKind.TokenRefused or SecurityEventKind.AuthorizationRefused ? AuditOutcome.Denied : AuditOutcome.Success,
        Detail = securityEvent.Reason,
    }, cancellationToken);

    private static string Word(SecurityEventKind kind) => kind switch
    {
        SecurityEventKind.SignedIn or SecurityEventKind.SignInRefused => "sign-in",
        SecurityEventKind.SignedOut => "sign-out",
        SecurityEventKind.TenantChanged => "tenant",
        SecurityEventKind.TokenIssued or SecurityEventKind.TokenRefused or SecurityEventKind.TokenRevoked => "token",
        SecurityEventKind.AuthorizationGranted or SecurityEventKind.AuthorizationRefused => "authorize",
        _ => "account",
    };
}
