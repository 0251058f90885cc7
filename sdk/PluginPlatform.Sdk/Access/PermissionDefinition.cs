namespace PluginPlatform.Sdk.Access;

/// <summary>A permission <c>resource:action</c> that endpoints and fragments require.</summary>
/// <param name="Name">Starts with the plugin's id and a colon: <c>journey:read</c>.</param>
/// <param name="Description">One sentence for the administrator.</param>
/// <param name="Action">What holders may do; SMART scopes of service clients grant patient-data permissions by it.</param>
public sealed record PermissionDefinition(string Name, string Description, DataAction Action)
{
    /// <summary>Whether it opens patient data. Such a permission is never part of the role <see cref="Roles.SuperAdmin"/>. Default true.</summary>
    public bool PatientData { get; init; } = true;

    /// <summary>
    /// Whether everything it opens heeds <see cref="Calls.CallContext.Narrowed"/>. Only then does a scope that is narrowed to
    /// some items of a kind give it. Default false.
    /// </summary>
    public bool HeedsNarrowing { get; init; }

    /// <summary>Roles that hold it unless the administrator says otherwise (see <see cref="Access.Roles"/>). Default none.</summary>
    public IReadOnlyList<string> DefaultRoles { get; init; } = [];
}
