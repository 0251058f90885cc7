using PluginPlatform.Identity.Access;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.UI.Hosting;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>Emergency access as the current reader may open, report and explain it.</summary>
internal sealed class ReaderCareBoard(BreakGlass glass, ExplainAccess explain, ISession session, TimeProvider time) : ICareBoard
{
    private const int MostReported = 200;
    private static readonly TimeSpan Reported = TimeSpan.FromDays(30);

    public async Task<string?> BreakGlassAsync(string subject, string reason, CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is not { } call || !call.Has(KernelPermissions.BreakGlass)
            ? $"It needs the permission {KernelPermissions.BreakGlass}. Ask an administrator."
            : await glass.OpenAsync(call, subject, reason, cancellationToken) is AccessOutcome.Refused refused ? refused.Reason : null;

    public async Task<bool> OverridesConsentAsync(string subject, CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is { } call && call.Has(KernelPermissions.BreakGlass)
        && await glass.OverridesConsentAsync(call, subject, cancellationToken);

    public async Task<IReadOnlyList<EmergencyLine>> ReportAsync(CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is { } call && AdminReach.Of(call, KernelPermissions.AuditReadAll, KernelPermissions.AuditRead) is not null
            ? [.. (await glass.ListAsync(call.Tenant, time.GetUtcNow() - Reported, MostReported, cancellationToken))
                .Select(access => new EmergencyLine(access.UserName, access.Subject, access.Reason, access.At, access.Until))]
            : [];

    public async Task<ExplainedAccess?> ExplainAsync(string user, string subject, CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is { } call
        && AdminReach.Of(call, KernelPermissions.AuditReadAll, KernelPermissions.AuditRead) is { } reach
        && await explain.RunAsync(user, subject, null, reach, cancellationToken) is { } answer
            ? new(answer.Allowed, answer.Rule, [.. answer.Steps.Select(step => KeyValuePair.Create(step.Passed, step.Text))])
            : null;
}
