using PluginPlatform.Sdk.Access;

namespace Mpi;

internal static class MpiPermissions
{
    public const string Read = "mpi:read";

    /// <summary>The data kind of everything the index holds: it is all derived from Patients.</summary>
    public const string Kind = "Patient";

    public static PermissionDefinition ReadDefinition { get; } =
        new(Read, "See which records are of one person, and how sure that is", DataAction.Read) { DefaultRoles = Roles.Clinical };
}
