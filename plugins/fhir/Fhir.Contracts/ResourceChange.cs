using System.Text.Json.Serialization;

namespace Fhir.Contracts;

/// <summary>What happened to a resource.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResourceChange>))]
public enum ResourceChange
{
    /// <summary>It is new, or was brought back by an update after a delete.</summary>
    Created,

    /// <summary>It has a new version.</summary>
    Updated,

    /// <summary>It was deleted; its history stays.</summary>
    Deleted,
}
