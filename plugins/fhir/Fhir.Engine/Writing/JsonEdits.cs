namespace Fhir.Engine.Writing;

/// <summary>Changes to a JSON text by place: everything else stays byte for byte, so 1.50 stays 1.50.</summary>
internal sealed class JsonEdits
{
    private readonly List<(int Start, int Length, byte[] Text)> _edits = [];

    public void Replace(int start, int length, byte[] text) => _edits.Add((start, length, text));

    public void Insert(int at, byte[] text) => Replace(at, 0, text);

    /// <summary>The changed text of <paramref name="source"/>, which begins at <paramref name="offset"/> of the edits' count.</summary>
    public byte[] Apply(ReadOnlySpan<byte> source, int offset)
    {
        // Two insertions at one place keep the order they were made in: the sort is stable.
        var ordered = _edits.OrderBy(e => e.Start).ToList();
        var result = new byte[source.Length + ordered.Sum(e => e.Text.Length - e.Length)];
        var target = result.AsSpan();
        var copied = 0;
        foreach (var (start, length, text) in ordered)
        {
            var kept = source[copied..(start - offset)];
            kept.CopyTo(target);
            text.CopyTo(target[kept.Length..]);
            target = target[(kept.Length + text.Length)..];
            copied = start - offset + length;
        }
        source[copied..].CopyTo(target);
        return result;
    }
}
