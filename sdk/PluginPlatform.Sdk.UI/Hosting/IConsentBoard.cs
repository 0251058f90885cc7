namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>What patients decided about their data, as the current reader may see and write it. Scoped.</summary>
public interface IConsentBoard
{
    /// <summary>A patient's decisions, standing ones first.</summary>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when the reader may not see them, or there is no such patient for the reader.</returns>
    Task<IReadOnlyList<ConsentLine>?> ListAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Writes a decision down; it holds from the next statement on.</summary>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="party">See <see cref="Sdk.Access.ConsentParty"/>; a user may be named instead of the id.</param>
    /// <param name="deny">Denied, or permitted.</param>
    /// <param name="note">At most 400 characters.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>Null when it is written, else why not.</returns>
    Task<string?> GiveAsync(string subject, string party, bool deny, string note, CancellationToken cancellationToken);

    /// <summary>Withdraws a decision.</summary>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="id">The consent's id.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>Null when it is withdrawn, else why not.</returns>
    Task<string?> WithdrawAsync(string subject, Guid id, CancellationToken cancellationToken);
}

/// <summary>One decision.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Party">Whom it is about.</param>
/// <param name="Denied">Denied, or permitted.</param>
/// <param name="Note">What was said with it.</param>
/// <param name="From">Not before, UTC.</param>
/// <param name="Until">Before, UTC; null for no end.</param>
/// <param name="GivenBy">Who wrote it down.</param>
/// <param name="WithdrawnAt">UTC; null while it stands.</param>
public sealed record ConsentLine(
    Guid Id, string Party, bool Denied, string Note, DateTimeOffset From, DateTimeOffset? Until, string GivenBy, DateTimeOffset? WithdrawnAt);
