using PluginPlatform.Sdk.Access;

namespace Fhir;

/// <summary>The plugin's permissions. Each opens an interaction; the caller's data grants say on which resource types.</summary>
internal static class FhirPermissions
{
    public const string Read = "fhir:read";
    public const string Search = "fhir:search";
    public const string Create = "fhir:create";
    public const string Update = "fhir:update";
    public const string Delete = "fhir:delete";

    public static PermissionDefinition[] All { get; } =
    [
        Define(Read, "Read one resource of the clinical record, or one of its versions.", DataAction.Read),
        Define(Search, "Search the clinical record.", DataAction.Search),
        Define(Create, "Add resources to the clinical record, also in transactions.", DataAction.Create),
        Define(Update, "Change resources of the clinical record.", DataAction.Update),
        Define(Delete, "Delete resources of the clinical record; their history stays.", DataAction.Delete),
    ];

    /// <summary>The permission that goes with an action.</summary>
    public static string For(DataAction action) => action switch
    {
        DataAction.Read => Read,
        DataAction.Search => Search,
        DataAction.Create => Create,
        DataAction.Update => Update,
        DataAction.Delete => Delete,
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static PermissionDefinition Define(string name, string description, DataAction action) =>
        new(name, description, action)
        {
            HeedsNarrowing = true,
            DefaultRoles = action is DataAction.Read or DataAction.Search ? [.. Roles.Clinical, Roles.Patient] : Roles.Clinical,
        };
}
