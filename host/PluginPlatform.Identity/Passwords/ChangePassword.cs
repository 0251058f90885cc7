using Microsoft.AspNetCore.Identity;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.Passwords;

/// <summary>Gives a user another password and ends every session the old one opened. Scoped.</summary>
internal sealed class ChangePassword(UserManager<PlatformUser> users, AccountStore accounts, ConfirmPassword confirm, SessionStore sessions)
{
    public async Task<ChangePasswordOutcome> AttemptAsync(
        Guid id, string present, string wanted, CancellationToken cancellationToken)
    {
        if (await confirm.RefusalAsync(id, present, cancellationToken) is { } reason)
        {
            return new ChangePasswordOutcome.Refused(reason);
        }

        if (present == wanted)
        {
            return new ChangePasswordOutcome.Refused("same");
        }

        return await SetAsync(id, wanted, cancellationToken);
    }

    /// <summary>Without the present password: for a reset, which proved the mail box instead.</summary>
    public async Task<ChangePasswordOutcome> SetAsync(Guid id, string wanted, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(id.ToString()) is not { } user)
        {
            return new ChangePasswordOutcome.Refused("invalid");
        }

        foreach (var rule in users.PasswordValidators)
        {
            if (await rule.ValidateAsync(users, user, wanted) is { Succeeded: false } fault)
            {
                return new ChangePasswordOutcome.Refused(fault.Errors.First().Code);
            }
        }

        // A new stamp with it: cookies and circuits of the old password fail at their next look.
        user.PasswordHash = users.PasswordHasher.HashPassword(user, wanted);
        var kept = await users.UpdateSecurityStampAsync(user);
        if (!kept.Succeeded)
        {
            return new ChangePasswordOutcome.Refused("invalid");
        }

        await sessions.EndAllAsync(id, but: null, cancellationToken);
        var stored = await accounts.FindAsync(id, cancellationToken);
        return stored is null ? new ChangePasswordOutcome.Refused("invalid") : new ChangePasswordOutcome.Changed(stored.Account);
    }
}
