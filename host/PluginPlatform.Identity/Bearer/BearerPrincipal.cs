using System.Security.Claims;
using System.Security.Principal;

namespace PluginPlatform.Identity.Bearer;

/// <summary>A principal of one identity, which the framework would look for in a list, with an enumerator on the heap each time it is asked.</summary>
internal sealed class BearerPrincipal(ClaimsIdentity identity) : ClaimsPrincipal(identity)
{
    public override IIdentity Identity => identity;
}
