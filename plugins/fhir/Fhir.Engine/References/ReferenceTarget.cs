using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.Parsing;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.References;

/// <summary>What a reference says of its target (R4 2.3.0).</summary>
/// <param name="Type">The resource type, from the address or from Reference.type; null when it tells none.</param>
/// <param name="Id">The id when the reference is Type/id of this server.</param>
/// <param name="Url">The address of anything else: absolute URLs, urn:uuid, canonical URLs; without version.</param>
/// <param name="LocalId">The id of a contained resource; empty for the container itself.</param>
internal sealed record ReferenceTarget(TypeDefinition? Type, string? Id, string? Url, string? LocalId)
{
    /// <summary>Reads an element of type Reference, canonical, uri or url; null when it holds no address.</summary>
    public static ReferenceTarget? Of(Tape tape, int node)
    {
        if (tape[node].Kind != NodeKind.Object)
        {
            return tape[node].Kind is NodeKind.String or NodeKind.EscapedString ? Read(tape.Definitions, tape.Text(node)) : null;
        }
        var target = tape.ChildText(node, "reference") is { } text ? Read(tape.Definitions, text) : null;
        return target is { Type: null } && tape.ChildText(node, "type") is { } type
            ? target with { Type = tape.Definitions.FindType(type) }
            : target;
    }

    public static ReferenceTarget? Read(FhirDefinitions definitions, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }
        if (text[0] == '#')
        {
            return new ReferenceTarget(null, null, null, text[1..]);
        }
        if (RelativeReference.TryRead(definitions, Encoding.UTF8.GetBytes(text), out var relative))
        {
            return new ReferenceTarget(relative.Type, Encoding.UTF8.GetString(relative.Id), null, null);
        }
        return new ReferenceTarget(TypeIn(definitions, text), null, WithoutVersion(text), null);
    }

    // http://elsewhere/fhir/Patient/1 tells its type by its form (R4 2.3.0.1, the literal reference pattern).
    private static TypeDefinition? TypeIn(FhirDefinitions definitions, string url)
    {
        if (!url.StartsWith("http", StringComparison.Ordinal))
        {
            return null;
        }
        var address = WithoutVersion(url);
        var idAt = address.LastIndexOf('/');
        var typeAt = idAt <= 0 ? -1 : address.LastIndexOf('/', idAt - 1);
        return typeAt > 0 && PrimitiveFormat.IsId(Encoding.UTF8.GetBytes(address[(idAt + 1)..]))
            && definitions.FindType(address[(typeAt + 1)..idAt]) is { Kind: TypeKind.Resource, IsAbstract: false } type
                ? type
                : null;
    }

    private static string WithoutVersion(string url)
    {
        var history = url.IndexOf("/_history/", StringComparison.Ordinal);
        var cut = history >= 0 ? history : url.IndexOf('|', StringComparison.Ordinal);
        return cut < 0 ? url : url[..cut];
    }
}
