using System.Globalization;
using System.Text;
using Npgsql;

namespace Fhir.Searching;

/// <summary>A statement under construction: text made of constants only, every value a parameter.</summary>
internal sealed class SqlText
{
    private readonly StringBuilder _text = new();

    public List<NpgsqlParameter> Parameters { get; } = [];

    /// <summary>Begins with a text whose places are numbered already.</summary>
    public static SqlText From(string constant, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var sql = new SqlText().Add(constant);
        sql.Parameters.AddRange(parameters);
        return sql;
    }

    public SqlText Add(string constant)
    {
        _text.Append(constant);
        return this;
    }

    /// <summary>Adds the place of a value.</summary>
    public SqlText Value<T>(T value)
    {
        Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        _text.Append(CultureInfo.InvariantCulture, $"${Parameters.Count}");
        return this;
    }

    /// <summary>Adds alternatives, each through <paramref name="write"/>.</summary>
    public SqlText Any<T>(IReadOnlyList<T> values, Action<T> write)
    {
        Add("(");
        for (var i = 0; i < values.Count; i++)
        {
            Add(i == 0 ? "" : " OR ");
            write(values[i]);
        }

        return Add(")");
    }

    public override string ToString() => _text.ToString();
}
