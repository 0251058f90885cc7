using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Privacy;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>Consents as the current reader may see and write them: those who look after patients, and patients their own.</summary>
internal sealed class ReaderConsentBoard(ConsentBook book, ISession session) : IConsentBoard
{
    public async Task<IReadOnlyList<ConsentLine>?> ListAsync(string subject, CancellationToken cancellationToken) =>
        await CallAsync(subject, cancellationToken) is { } call && await book.ListAsync(call, subject, cancellationToken) is { } list
            ? [.. list.Select(consent => new ConsentLine(
                consent.Id, consent.Party, consent.Decision == "deny", consent.Note, consent.From, consent.Until, consent.GivenBy, consent.WithdrawnAt))]
            : null;

    public async Task<string?> GiveAsync(string subject, string party, bool deny, string note, CancellationToken cancellationToken) =>
        await CallAsync(subject, cancellationToken) is { } call
            ? Fault(await book.GiveAsync(call, new(subject, party, deny ? "deny" : "permit", note, null), cancellationToken))
            : NotYours;

    public async Task<string?> WithdrawAsync(string subject, Guid id, CancellationToken cancellationToken) =>
        await CallAsync(subject, cancellationToken) is { } call ? Fault(await book.WithdrawAsync(call, id, cancellationToken)) : NotYours;

    private static string NotYours => $"It needs the permission {KernelPermissions.ConsentsManage}. Ask an administrator.";

    private async Task<CallContext?> CallAsync(string subject, CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is { } call
        && (call.Has(KernelPermissions.ConsentsManage) || (call.Has(KernelPermissions.OwnConsentsManage) && call.View.Subject == subject))
            ? call
            : null;

    private static string? Fault(ConsentOutcome outcome) => outcome switch
    {
        ConsentOutcome.Refused refused => refused.Reason,
        ConsentOutcome.Unknown => "It is not there any more.",
        _ => null,
    };
}
