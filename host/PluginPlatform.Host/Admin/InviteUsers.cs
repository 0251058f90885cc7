using PluginPlatform.Identity.Invitations;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Admin;

/// <summary>Adds users who set their first password by a link in a mail, for the API and the page alike. Scoped.</summary>
internal sealed class InviteUsers(AddUsers users, SendLinks links)
{
    /// <summary>Whether mail goes anywhere.</summary>
    public bool Ready => links.Ready;

    // The account gets a password that nobody knows; the link sets the first one somebody does.
    public async Task<AddUserOutcome> RunAsync(NewUser user, string? address, Actor by, AdminReach reach, CancellationToken cancellationToken)
    {
        if (!SendLinks.IsAddress(address))
        {
            return new AddUserOutcome.Refused("IDN-2030", "An invitation has a userName, a tenant, at least one role and one mail address.");
        }

        if (!links.Ready)
        {
            return new AddUserOutcome.Refused("IDN-2031", "No mail is set up, so that nobody can be invited. Add the user with a password instead.");
        }

        var outcome = await users.RunAsync(user with { Password = null }, by, reach, cancellationToken);
        if (outcome is AddUserOutcome.Added added)
        {
            await links.InviteAsync(added.Id, address!, by, cancellationToken);
        }

        return outcome;
    }
}
