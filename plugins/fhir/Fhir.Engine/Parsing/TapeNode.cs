using System.Runtime.InteropServices;

namespace Fhir.Engine.Parsing;

/// <summary>One element of the content. A node's subtree follows it directly and ends before <see cref="End"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct TapeNode
{
    /// <summary>Byte offset of the value; of a string's first character after the quote.</summary>
    public int Start;

    /// <summary>Bytes of the value, without a string's quotes.</summary>
    public int Length;

    /// <summary>The node after this one's subtree.</summary>
    public int End;

    /// <summary>Place in the JSON array, or -1 outside one.</summary>
    public int Index;

    /// <summary>The element's place among all elements; <see cref="Tape.NoElement"/> for the outermost resource.</summary>
    public ushort Element;

    /// <summary>The type's place among all types.</summary>
    public ushort Type;

    public NodeKind Kind;
}
