namespace PluginPlatform.Identity.Sessions;

/// <summary>What a session needs to know of a user.</summary>
internal sealed record Account(
    Guid Id, string UserName, string DisplayName, string Tenant, string Stamp, IReadOnlyList<string> Roles)
{
    /// <summary>Who the user is in the record, for example <c>Patient/1</c>; null when nobody.</summary>
    public string? FhirUser { get; init; }
}
