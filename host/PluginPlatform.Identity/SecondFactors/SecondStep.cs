using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>
/// Remembers between the password and the code who gave the right password. It opens nothing but the forms for the code; a
/// new password in between (the stamp) makes it worthless.
/// </summary>
internal sealed class SecondStep(SealedCookie cookies, AccountStore accounts, TimeProvider time)
{
    private const string Cookie = "second-step";

    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <param name="context">The request that gave the right password.</param>
    /// <param name="account">Whose.</param>
    /// <param name="returnUrl">Where to go in the end.</param>
    /// <param name="enrol">Whether the user has to set the second factor up first.</param>
    /// <param name="federated">Whether a provider's word took the password's place.</param>
    public void Begin(HttpContext context, Account account, string returnUrl, bool enrol, bool federated) =>
        cookies.Write(context, Cookie, new Note(account.Id, account.Stamp, returnUrl, enrol, federated), GoodFor);

    /// <summary>Null when nobody gave a password in this browser lately, or the account has changed since.</summary>
    public async Task<Waiting?> FindAsync(HttpContext context, CancellationToken cancellationToken) =>
        cookies.Read<Note>(context, Cookie) is { } note
        && await accounts.FindAsync(note.User, cancellationToken) is { } stored
        && stored.Account.Stamp == note.Stamp
        && stored.MaySignIn(time.GetUtcNow())
            ? new(stored.Account, LocalAddress.Of(note.ReturnUrl), note.Enrol, note.Federated)
            : null;

    public void End(HttpContext context) => cookies.Clear(context, Cookie);

    internal sealed record Waiting(Account Account, string ReturnUrl, bool Enrol, bool Federated)
    {
        /// <summary>How the user signed in, given how with a password.</summary>
        public string Method(string withPassword) => Federated ? SignInMethods.FederationAndCode : withPassword;
    }

    private sealed record Note(Guid User, string Stamp, string ReturnUrl, bool Enrol, bool Federated);
}
