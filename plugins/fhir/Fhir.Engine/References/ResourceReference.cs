using Fhir.Engine.Parsing;

namespace Fhir.Engine.References;

/// <summary>A literal reference to a resource of this server, as it stands in a resource.</summary>
public readonly struct ResourceReference
{
    private readonly FhirResource _holder;
    private readonly int _node;

    internal ResourceReference(FhirResource holder, int node, string targetType, string targetId)
    {
        _holder = holder;
        _node = node;
        TargetType = targetType;
        TargetId = targetId;
    }

    public string TargetType { get; }

    public string TargetId { get; }

    /// <summary>Where it stands (Observation.performer[0].reference). Computed when asked for.</summary>
    public string Expression => TapePath.Of(_holder.Tape, _holder.Root, _node);
}
