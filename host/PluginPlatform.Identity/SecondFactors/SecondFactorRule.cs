using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>Who has to have a second factor.</summary>
internal sealed class SecondFactorRule(IOptions<PlatformIdentityOptions> options)
{
    public bool AppliesTo(Account account) =>
        options.Value.SecondFactorTenants.Contains(account.Tenant, StringComparer.Ordinal)
        || account.Roles.Any(role => options.Value.SecondFactorRoles.Contains(role, StringComparer.Ordinal));
}
