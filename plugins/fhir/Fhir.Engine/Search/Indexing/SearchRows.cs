namespace Fhir.Engine.Search.Indexing;

/// <summary>What a resource is found by: one list per kind of parameter, each fact once.</summary>
public sealed class SearchRows
{
    private readonly List<TokenRow> _tokens = [];
    private readonly List<StringRow> _strings = [];
    private readonly List<DateRow> _dates = [];
    private readonly List<ReferenceRow> _references = [];
    private readonly List<UriRow> _uris = [];
    private readonly List<NumberRow> _numbers = [];
    private readonly List<QuantityRow> _quantities = [];

    public IReadOnlyList<TokenRow> Tokens => _tokens;

    public IReadOnlyList<StringRow> Strings => _strings;

    public IReadOnlyList<DateRow> Dates => _dates;

    public IReadOnlyList<ReferenceRow> References => _references;

    public IReadOnlyList<UriRow> Uris => _uris;

    public IReadOnlyList<NumberRow> Numbers => _numbers;

    public IReadOnlyList<QuantityRow> Quantities => _quantities;

    internal void Add(TokenRow row) => AddOnce(_tokens, row);

    internal void Add(StringRow row) => AddOnce(_strings, row);

    internal void Add(DateRow row) => AddOnce(_dates, row);

    internal void Add(ReferenceRow row) => AddOnce(_references, row);

    internal void Add(UriRow row) => AddOnce(_uris, row);

    internal void Add(NumberRow row) => AddOnce(_numbers, row);

    internal void Add(QuantityRow row) => AddOnce(_quantities, row);

    // Rows of one parameter lie together, so the repetition of a fact is near; a far one only costs a row.
    private static void AddOnce<T>(List<T> rows, T row)
        where T : IEquatable<T>
    {
        const int near = 16;
        for (var i = rows.Count - 1; i >= 0 && i >= rows.Count - near; i--)
        {
            if (rows[i].Equals(row))
            {
                return;
            }
        }
        rows.Add(row);
    }
}
