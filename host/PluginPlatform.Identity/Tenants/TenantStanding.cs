namespace PluginPlatform.Identity.Tenants;

/// <summary>What every call needs to know of its tenant.</summary>
/// <param name="Active">Whether it is neither suspended nor deleted.</param>
/// <param name="CareTeam">See <see cref="TenantSettings.CareTeam"/>.</param>
/// <param name="BreakGlassOverConsent">See <see cref="TenantSettings.BreakGlassOverConsent"/>.</param>
internal sealed record TenantStanding(bool Active, bool CareTeam, bool BreakGlassOverConsent);
