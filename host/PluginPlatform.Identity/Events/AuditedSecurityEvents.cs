using PluginPlatform.Audit;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Events;

/// <summary>Security events as rows of the audit trail.</summary>
internal sealed class AuditedSecurityEvents(AuditTrail trail, TimeProvider time) : ISecurityEvents
{
    // Whoever is not recognised belongs to no tenant; such rows are the platform's own.
    private const string NoTenant = "platform";

    public Task RecordAsync(SecurityEvent securityEvent, CancellationToken cancellationToken) => trail.AppendAsync(
        new AuditRow
        {
            At = time.GetUtcNow(),
            Tenant = securityEvent.Tenant ?? NoTenant,
            ActorKind = securityEvent.Actor.Kind.ToString().ToLowerInvariant(),
            ActorId = securityEvent.Actor.Id,
            ActorName = securityEvent.Actor.Name,
            Action = ActionOf(securityEvent.Kind),
            Purpose = CallContext.DefaultPurpose,
            Plugin = "kernel",
            Operation = "identity",
            RequestId = securityEvent.RequestId,
            Outcome = securityEvent.Kind is SecurityEventKind.SignInRefused or SecurityEventKind.TokenRefused
                ? AuditOutcome.Denied
                : AuditOutcome.Success,
            Detail = securityEvent.Address.Length == 0 ? securityEvent.Reason : $"{securityEvent.Reason} {securityEvent.Address}",
        },
        cancellationToken);

    private static string ActionOf(SecurityEventKind kind) => kind switch
    {
        SecurityEventKind.SignedIn or SecurityEventKind.SignInRefused => "sign-in",
        SecurityEventKind.SignedOut => "sign-out",
        SecurityEventKind.TokenIssued or SecurityEventKind.TokenRefused => "token",
        _ => "account",
    };
}
