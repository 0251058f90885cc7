using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.Text;

namespace Fhir.Engine.Parsing;

/// <summary>Typed content as a flat table over the JSON bytes: no object per element, no string until one is asked for.</summary>
internal sealed class Tape
{
    public const ushort NoElement = ushort.MaxValue;

    private TapeNode[] _nodes;

    public Tape(FhirDefinitions definitions, ReadOnlyMemory<byte> json, TapeNode[] nodes)
    {
        Definitions = definitions;
        Json = json;
        _nodes = nodes;
    }

    public FhirDefinitions Definitions { get; }

    public ReadOnlyMemory<byte> Json { get; }

    public ref readonly TapeNode this[int node] => ref _nodes[node];

    public TypeDefinition TypeOf(int node) => Definitions.Types[_nodes[node].Type];

    public ElementDefinition? ElementOf(int node) =>
        _nodes[node].Element == NoElement ? null : Definitions.Elements[_nodes[node].Element];

    public string NameOf(int node) => ElementOf(node)?.Name ?? TypeOf(node).Name;

    /// <summary>The bytes as written; of a string without its quotes.</summary>
    public ReadOnlySpan<byte> Raw(int node) => Json.Span.Slice(_nodes[node].Start, _nodes[node].Length);

    public ReadOnlyMemory<byte> RawMemory(int node) => Json.Slice(_nodes[node].Start, _nodes[node].Length);

    public string Text(int node) => _nodes[node].Kind == NodeKind.EscapedString
        ? Utf8Unescape.ToText(Raw(node))
        : Encoding.UTF8.GetString(Raw(node));

    /// <summary>The first child of that name, or -1.</summary>
    public int Child(int node, string name)
    {
        for (var child = node + 1; child < _nodes[node].End; child = _nodes[child].End)
        {
            if (_nodes[child].Kind != NodeKind.PrimitiveExtension && NameOf(child) == name)
            {
                return child;
            }
        }
        return -1;
    }

    /// <summary>The text of the first child of that name, or null.</summary>
    public string? ChildText(int node, string name)
    {
        var child = Child(node, name);
        return child < 0 || _nodes[child].Kind is NodeKind.Object or NodeKind.Null ? null : Text(child);
    }

    /// <summary>True when a primitive child has extensions in place of a value, or beside it.</summary>
    public bool HasExtensions(int node, string name)
    {
        for (var child = node + 1; child < _nodes[node].End; child = _nodes[child].End)
        {
            if (_nodes[child].Kind == NodeKind.PrimitiveExtension && NameOf(child) == name)
            {
                return true;
            }
        }
        return false;
    }

    internal void Use(TapeNode[] nodes) => _nodes = nodes;
}
