using PluginPlatform.Sdk.Access;

namespace Journey;

/// <summary>What the plugin asks of its callers.</summary>
internal static class JourneyPermissions
{
    public const string Read = "journey:read";

    public static PermissionDefinition ReadDefinition { get; } =
        new(Read, "See patients' journeys", DataAction.Read) { HeedsNarrowing = true, DefaultRoles = [.. Roles.Clinical, Roles.Patient] };
}
