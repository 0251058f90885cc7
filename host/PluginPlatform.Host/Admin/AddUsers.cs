using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Host.Admin;

/// <summary>Adds users within an administrator's reach, for the API and the page alike. Scoped.</summary>
internal sealed class AddUsers(UserDirectory users)
{
    public async Task<AddUserOutcome> RunAsync(NewUser user, Actor by, AdminReach reach, CancellationToken cancellationToken)
    {
        if (!reach.Covers(user.Tenant))
        {
            // Word for word what is said of a tenant that does not exist.
            return new AddUserOutcome.Refused("IDN-2011", $"There is no active tenant '{user.Tenant}'; add it first.");
        }

        return user.Roles.All(reach.MayGrant)
            ? await users.AddAsync(user, by, cancellationToken)
            : new AddUserOutcome.Refused("IDN-2016", "That role runs the whole platform; only one who runs it may give it.");
    }
}
