using Fhir.Outcomes;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Fhir.Access;

/// <summary>Whether the caller may touch a resource type at all.</summary>
internal sealed class Guard(CallContext call, Reach reach, R4 r4)
{
    /// <returns>404 for no such type, 405 for the one that is a view of the audit trail, 403 where the data grants do not cover it, null when it may go on.</returns>
    public Refusal? Check(DataAction action, string type) =>
        !r4.Definitions.IsResourceType(type) ? Refusal.UnknownType(type)
        : type == AccessHistoryRights.Kind ? Refusal.ReadOnly(type)
        : !reach.Allows(action, type) ? Refusal.Forbidden(Word(action), type)
        : null;

    /// <summary>As <see cref="Check(DataAction, string)"/>, and for an id that no resource can have.</summary>
    public Refusal? Check(DataAction action, string type, string id) =>
        Check(action, type) ?? (LogicalId.IsValid(id) ? null : Refusal.Unknown(type, id));

    /// <summary>For an entry of a batch or transaction: the permission of its interaction as well. Plugins hold grants only.</summary>
    public Refusal? CheckEntry(DataAction action, string type) =>
        Check(action, type)
        ?? (call.Actor.Kind == ActorKind.Plugin || call.Has(FhirPermissions.For(action)) ? null : Refusal.Of(403, "forbidden", $"It needs the permission {FhirPermissions.For(action)}."));

    private static string Word(DataAction action) => action.ToString().ToLowerInvariant();
}
