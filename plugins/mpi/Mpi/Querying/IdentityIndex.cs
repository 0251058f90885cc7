using System.Buffers;
using Fhir.Contracts;
using Mpi.Contracts.Identity;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Storage;

namespace Mpi.Querying;

/// <summary>Answers from the index; asks the record about patients the index has not met yet.</summary>
internal sealed class IdentityIndex(ITenantDatabase database, IClinicalRecord record, CallContext call, IAccessLog access) : IIdentityIndex
{
    // R4 id: letters, digits, hyphen and dot, at most 64 characters.
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");

    public async Task<PatientIdentity?> FindAsync(string patientId, CancellationToken cancellationToken)
    {
        if (!call.Data.Allows(DataAction.Read, MpiPermissions.Kind))
        {
            throw new UnauthorizedAccessException($"It needs the grant phi.read:{MpiPermissions.Kind}.");
        }

        if (patientId.Length is 0 or > 64 || patientId.AsSpan().ContainsAnyExcept(IdCharacters))
        {
            return null;
        }

        var known = await LoadIdentity.OfAsync(database, patientId, cancellationToken);
        if (known is not null)
        {
            access.Touch(DataAction.Read, MpiPermissions.Kind, [patientId, .. known.Links.Select(l => l.PatientId)]);
            return known;
        }

        var patient = await record.ReadAsync(new ResourceKey(MpiPermissions.Kind, patientId), cancellationToken);
        return patient is null ? null : PatientIdentity.Pending(patientId);
    }
}
