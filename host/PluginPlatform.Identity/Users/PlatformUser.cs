using Microsoft.AspNetCore.Identity;

namespace PluginPlatform.Identity.Users;

/// <summary>A person with an account. Belongs to one tenant; the user name is unique in the whole platform.</summary>
internal sealed class PlatformUser : IdentityUser<Guid>
{
    public string TenantId { get; set; } = "";

    public string DisplayName { get; set; } = "";

    /// <summary>Who the user is in the record; see migration 0041.</summary>
    public string? FhirUser { get; set; }
}
