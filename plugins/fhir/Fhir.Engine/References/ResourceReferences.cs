using System.Text;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.References;

/// <summary>Lists what a resource refers to, for checks of referential integrity.</summary>
public static class ResourceReferences
{
    /// <summary>
    /// All references of the form Type/id, contained resources' included. Local, absolute, logical and canonical references are
    /// not listed: they point at nothing of this server.
    /// </summary>
    public static IReadOnlyList<ResourceReference> Of(FhirResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var tape = resource.Tape;
        var references = new List<ResourceReference>();
        for (var node = resource.Root + 1; node < tape[resource.Root].End; node++)
        {
            if (!IsLiteral(tape, node))
            {
                continue;
            }
            var raw = tape[node].Kind == NodeKind.EscapedString ? Encoding.UTF8.GetBytes(tape.Text(node)) : tape.Raw(node);
            if (RelativeReference.TryRead(tape.Definitions, raw, out var target))
            {
                references.Add(new ResourceReference(resource, node, target.Type.Name, Encoding.UTF8.GetString(target.Id)));
            }
        }
        return references;
    }

    /// <summary>True for Reference.reference.</summary>
    internal static bool IsLiteral(Tape tape, int node) =>
        tape[node].Kind is NodeKind.String or NodeKind.EscapedString && tape[node].Element == tape.Definitions.ReferenceElement;
}
