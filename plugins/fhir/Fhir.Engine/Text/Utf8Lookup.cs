using System.Buffers.Binary;

namespace Fhir.Engine.Text;

/// <summary>A fixed map keyed by UTF-8 bytes, looked up without making strings.</summary>
internal sealed class Utf8Lookup<T>
    where T : class
{
    private readonly byte[]?[] _keys;
    private readonly T?[] _values;
    private readonly int _mask;

    public Utf8Lookup(IReadOnlyCollection<KeyValuePair<byte[], T>> entries)
    {
        var size = 4;
        while (size < entries.Count * 2)
        {
            size *= 2;
        }
        _keys = new byte[size][];
        _values = new T[size];
        _mask = size - 1;
        foreach (var (key, value) in entries)
        {
            var slot = SlotOf(key);
            _keys[slot] = key;
            _values[slot] = value;
        }
    }

    public T? Find(ReadOnlySpan<byte> key) => _values[SlotOf(key)];

    private int SlotOf(ReadOnlySpan<byte> key)
    {
        var slot = Hash(key) & _mask;
        while (_keys[slot] is { } taken && !key.SequenceEqual(taken))
        {
            slot = (slot + 1) & _mask;
        }
        return slot;
    }

    // Names share beginnings (valueString, valueCode), so both ends and the length count.
    private static int Hash(ReadOnlySpan<byte> key)
    {
        ulong head, tail;
        if (key.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(key);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(key[^8..]);
        }
        else
        {
            head = 0;
            foreach (var b in key)
            {
                head = (head << 8) | b;
            }
            tail = 0;
        }
        var mixed = (head * 0x9E3779B97F4A7C15) ^ ((tail + (ulong)key.Length) * 0xC2B2AE3D27D4EB4F);
        return (int)(mixed >> 33);
    }
}
