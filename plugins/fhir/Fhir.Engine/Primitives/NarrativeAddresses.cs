namespace Fhir.Engine.Primitives;

/// <summary>Goes through href and src of a narrative in its JSON text.</summary>
internal ref struct NarrativeAddresses(ReadOnlySpan<byte> div)
{
    private readonly ReadOnlySpan<byte> _div = div;
    private int _at;

    /// <summary>Where the current address begins.</summary>
    public int Start { get; private set; }

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Current => _div.Slice(Start, Length);

    public bool MoveNext()
    {
        while (_div[_at..].IndexOf((byte)'=') is >= 0 and var equals)
        {
            var name = _div.Slice(_at, equals);
            _at += equals + 1;
            if (!name.EndsWith(" href"u8) && !name.EndsWith(" src"u8))
            {
                continue;
            }
            var quote = QuoteAt(_div[_at..]);
            var length = quote.IsEmpty ? -1 : _div[(_at + quote.Length)..].IndexOf(quote);
            if (length >= 0)
            {
                Start = _at + quote.Length;
                Length = length;
                _at = Start + length + quote.Length;
                return true;
            }
        }
        return false;
    }

    // Some writers escape quotes by number.
    private static ReadOnlySpan<byte> QuoteAt(ReadOnlySpan<byte> text) =>
        text.StartsWith("\\\""u8) ? "\\\""u8
        : text.StartsWith("'"u8) ? "'"u8
        : text.StartsWith("\\u0022"u8) ? "\\u0022"u8
        : text.StartsWith("\\u0027"u8) ? "\\u0027"u8
        : default;
}
