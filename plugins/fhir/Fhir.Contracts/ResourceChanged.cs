using PluginPlatform.Sdk.Events;

namespace Fhir.Contracts;

/// <summary>A resource was created, updated or deleted. Carries ids and versions; read the content through <see cref="IClinicalRecord"/>.</summary>
/// <remarks>The ordering key is <c>{ResourceType}/{Id}</c>. Also back-filled: one event per current resource, deleted ones left out.</remarks>
/// <param name="ResourceType">FHIR resource type, for example <c>Observation</c>.</param>
/// <param name="Id">Logical id (R4 2.24.0.1).</param>
/// <param name="Version">The version the change made, 1 upwards (<c>meta.versionId</c>).</param>
/// <param name="Change">What happened.</param>
/// <param name="Subjects">Ids of the Patients whose compartment the resource is in; for a Patient its own id; may be empty.</param>
[Event("fhir.resource-changed")]
public sealed record ResourceChanged(
    string ResourceType, string Id, int Version, ResourceChange Change, IReadOnlyList<string> Subjects)
{
    /// <summary>Type and id.</summary>
    public ResourceKey Key => new(ResourceType, Id);
}
