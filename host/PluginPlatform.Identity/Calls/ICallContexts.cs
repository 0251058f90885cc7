using System.Security.Claims;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Calls;

/// <summary>Turns the authenticated principal of a request or circuit into the call context plugins see.</summary>
public interface ICallContexts
{
    /// <summary>The context of one call. Cheap: rights are kept per role set, or with the cached token, per plugin set.</summary>
    /// <param name="principal">As authenticated by the platform's session or bearer scheme.</param>
    /// <param name="requestId">Correlates logs, audit rows and events.</param>
    /// <param name="purpose">An HL7 v3 PurposeOfUse code; null for treatment.</param>
    /// <returns>Null when nobody is signed in, or when another scheme authenticated the principal.</returns>
    CallContext? For(ClaimsPrincipal principal, string requestId, string? purpose);
}
