namespace Fhir.Engine.FhirPath.Syntax;

/// <summary>The syntax tree of an expression. Its text form is canonical: equal trees print equally.</summary>
internal abstract record Expression;

/// <summary>A literal: string, decimal or bool; null for the empty collection.</summary>
internal sealed record LiteralExpression(object? Value) : Expression
{
    public override string ToString() => Value switch { null => "{}", string s => $"'{s}'", bool b => b ? "true" : "false", var v => $"{v}" };
}

/// <summary>A name at the start of a path: a type, $this or a child of the focus.</summary>
internal sealed record NameExpression(string Name) : Expression
{
    public override string ToString() => Name;
}

/// <summary>A child of what the source yields.</summary>
internal sealed record MemberExpression(Expression Source, string Name) : Expression
{
    public override string ToString() => $"{Source}.{Name}";
}

/// <summary>A function; without a source it applies to the focus.</summary>
internal sealed record CallExpression(Expression? Source, string Function, IReadOnlyList<Expression> Arguments) : Expression
{
    public override string ToString() => $"{(Source is null ? "" : $"{Source}.")}{Function}({string.Join(", ", Arguments)})";
}

/// <summary>source[index]</summary>
internal sealed record IndexExpression(Expression Source, Expression Index) : Expression
{
    public override string ToString() => $"{Source}[{Index}]";
}

/// <summary>An operator with two operands; the right one of "is" and "as" is a type name.</summary>
internal sealed record BinaryExpression(string Operator, Expression Left, Expression Right) : Expression
{
    public override string ToString() => $"({Left} {Operator} {Right})";
}
