namespace PluginPlatform.Identity.Users;

/// <summary>A user to add.</summary>
/// <param name="UserName">Unique in the whole platform: letters, digits and <c>-._@+</c>.</param>
/// <param name="Tenant">The tenant the user belongs to.</param>
/// <param name="Roles">See <see cref="PluginPlatform.Sdk.Access.Roles"/>. At least one.</param>
public sealed record NewUser(string UserName, string Tenant, IReadOnlyList<string> Roles)
{
    /// <summary>The password; null to have one generated.</summary>
    public string? Password { get; init; }

    /// <summary>For display. Null: the user name.</summary>
    public string? DisplayName { get; init; }
}
