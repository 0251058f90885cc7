using System.Text;

namespace Fhir.Engine.Definitions;

/// <summary>Reads the generated file's payload: a string table, then LEB128 numbers.</summary>
internal ref struct DefinitionReader
{
    private readonly ReadOnlySpan<byte> _payload;
    private readonly string[] _strings;
    private int _at;

    public DefinitionReader(ReadOnlySpan<byte> payload)
    {
        _payload = payload;
        _strings = [];
        _strings = new string[Number()];
        for (var i = 0; i < _strings.Length; i++)
        {
            var length = Number();
            _strings[i] = Encoding.UTF8.GetString(_payload.Slice(_at, length));
            _at += length;
        }
    }

    public int Number()
    {
        int value = 0, shift = 0;
        while (true)
        {
            var b = _payload[_at++];
            value |= (b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
            shift += 7;
        }
    }

    public string String() => _strings[Number()];
}
