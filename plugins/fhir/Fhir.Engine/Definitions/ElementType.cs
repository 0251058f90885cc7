namespace Fhir.Engine.Definitions;

/// <summary>One type an element may have.</summary>
/// <param name="Type">The type.</param>
/// <param name="Targets">For Reference and canonical: the resource types it may point at; empty when any.</param>
public sealed record ElementType(TypeDefinition Type, IReadOnlyList<TypeDefinition> Targets)
{
    /// <summary>True when a literal reference to the given resource type is allowed.</summary>
    internal bool Allows(TypeDefinition target)
    {
        if (Targets.Count == 0)
        {
            return true;
        }
        foreach (var allowed in Targets)
        {
            if (allowed == target || allowed.IsAnyResource)
            {
                return true;
            }
        }
        return false;
    }
}
