using System.Buffers;
using Fhir.Engine.Definitions;

namespace Fhir.Engine.Parsing;

/// <summary>Grows the table while content is read.</summary>
internal sealed class TapeBuilder : IDisposable
{
    /// <summary>
    /// The most elements one content may have: about 100 MB of table. Real records hold one element in 25 bytes, so a body
    /// at the host's limit stays well below; only "[{},{},…]" gets here.
    /// </summary>
    public const int MaxNodes = 4_000_000;

    /// <summary>A larger table is handed over as it is instead of copied.</summary>
    private const int CopyLimit = 1 << 16;

    private TapeNode[] _nodes;
    private bool _handedOver;
    private int _count;

    public TapeBuilder(FhirDefinitions definitions, ReadOnlyMemory<byte> json)
    {
        // Synthea runs at one node per about 25 bytes; a wrong guess only costs a copy.
        _nodes = ArrayPool<TapeNode>.Shared.Rent(Math.Clamp(json.Length / 20, 64, 1 << 16));
        Tape = new Tape(definitions, json, _nodes);
    }

    /// <summary>The table so far, for checks on an element just read.</summary>
    public Tape Tape { get; }

    public bool IsFull => _count >= MaxNodes;

    public int Add(NodeKind kind, int start, int length, ushort element, ushort type, int index)
    {
        if (_count == _nodes.Length)
        {
            Grow();
        }
        _nodes[_count] = new TapeNode
        {
            Kind = kind,
            Start = start,
            Length = length,
            End = _count + 1,
            Index = index,
            Element = element,
            Type = type,
        };
        return _count++;
    }

    public void Close(int node, int endOfValue)
    {
        _nodes[node].End = _count;
        _nodes[node].Length = endOfValue - _nodes[node].Start;
    }

    /// <summary>The finished table.</summary>
    public Tape Build()
    {
        _handedOver = _count > CopyLimit;
        if (!_handedOver)
        {
            Tape.Use(_nodes.AsSpan(0, _count).ToArray());
        }
        return Tape;
    }

    public void Dispose()
    {
        if (!_handedOver)
        {
            ArrayPool<TapeNode>.Shared.Return(_nodes);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<TapeNode>.Shared.Rent(_nodes.Length * 2);
        _nodes.CopyTo(larger, 0);
        ArrayPool<TapeNode>.Shared.Return(_nodes);
        _nodes = larger;
        Tape.Use(larger);
    }
}
