using PluginPlatform.Audit;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Composition;

/// <summary>Writes what happens at the door into the audit trail.</summary>
internal sealed class AuditedSecurityEvents(AuditTrail audit, TimeProvider time) : ISecurityEvents
{
    // No tenant can be called so; an empty name would look like a row that lost its tenant.
    private const string NoTenant = "-";

    public Task RecordAsync(SecurityEvent securityEvent, CancellationToken cancellationToken) => audit.AppendAsync(new AuditRow
    {
        At = time.GetUtcNow(),
        Tenant = securityEvent.Tenant is { Length: > 0 } tenant ? tenant : NoTenant,
        ActorKind = securityEvent.Actor.Kind.ToString().ToLowerInvariant(),
        ActorId = securityEvent.Actor.Id,
        ActorName = securityEvent.Actor.Name,
        Action = Word(securityEvent.Kind),
        Purpose = securityEvent.Kind == SecurityEventKind.GlassBroken ? PurposeOfUse.BreakGlass : CallContext.DefaultPurpose,
        Subjects = securityEvent.Subject is { } subject ? [subject] : [],
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
        SecurityEventKind.AccessChanged => "access",
        SecurityEventKind.ConsentChanged => "consent",
        SecurityEventKind.SubjectErased => "erasure",
        SecurityEventKind.RectificationChanged => "rectification",
        SecurityEventKind.SubjectExported => "subject-export",
        SecurityEventKind.GlassBroken => "break-glass",
        SecurityEventKind.AppLaunched => "launch",
        _ => "account",
    };
}
