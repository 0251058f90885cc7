using PluginPlatform.Identity.Calls;

namespace PluginPlatform.Identity.Permissions;

/// <summary>What roles come to under the plugins of the moment. Kept per set of roles; a decision costs a look-up.</summary>
internal sealed class UserRights(IPermissionSource permissions)
{
    private RightsTable _table = new(permissions.Current);

    /// <param name="roles">By name.</param>
    /// <param name="fhirUser">Who the user is in the record, or null.</param>
    public Rights Of(IEnumerable<string> roles, string? fhirUser) =>
        Table().OfRoles(string.Join(' ', roles.Order(StringComparer.Ordinal)), PatientLink.SubjectOf(fhirUser) is not null);

    public IEnumerable<string> OpeningPatientData(Rights rights) =>
        Table().Snapshot.Definitions.Where(permission => permission.PatientData && rights.Permissions.Contains(permission.Name)).Select(permission => permission.Name);

    // Two calls that meet a new snapshot may both make a table; they are equal, and the last one stays.
    public RightsTable Table()
    {
        var table = Volatile.Read(ref _table);
        var current = permissions.Current;
        if (ReferenceEquals(table.Snapshot, current))
        {
            return table;
        }

        table = new(current);
        Volatile.Write(ref _table, table);
        return table;
    }
}
