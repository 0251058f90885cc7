using System.Globalization;

namespace Fhir.Engine.FhirPath.Syntax;

/// <summary>Recursive descent with operator precedence (FHIRPath N1, "Operator precedence").</summary>
internal sealed class ExpressionParser
{
    /// <summary>Nesting an expression may have: the parser and the compiler recurse.</summary>
    private const int MaxDepth = 100;

    private static readonly Dictionary<string, int> Precedence = new(StringComparer.Ordinal)
    {
        ["implies"] = 1, ["or"] = 2, ["xor"] = 2, ["and"] = 3, ["in"] = 4, ["contains"] = 4,
        ["="] = 5, ["~"] = 5, ["!="] = 5, ["!~"] = 5, ["<"] = 6, [">"] = 6, ["<="] = 6, [">="] = 6,
        ["|"] = 7, ["is"] = 8, ["as"] = 8, ["+"] = 9, ["-"] = 9, ["&"] = 9,
        ["*"] = 10, ["/"] = 10, ["div"] = 10, ["mod"] = 10,
    };

    private readonly IReadOnlyList<Token> _tokens;
    private int _at;
    private int _depth;
    private string? _error;

    private ExpressionParser(IReadOnlyList<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[Math.Min(_at, _tokens.Count - 1)];

    /// <summary>The tree, or null with what is wrong.</summary>
    public static Expression? Parse(string text, out string? error)
    {
        var parser = new ExpressionParser(Lexer.Read(text));
        var expression = parser.Binary(0);
        if (parser.Current.Kind != TokenKind.End)
        {
            parser.Fail("an operator or the end");
        }
        error = parser._error;
        return error is null ? expression : null;
    }

    private Expression Binary(int least)
    {
        if (++_depth > MaxDepth)
        {
            Fail("less nesting");
        }
        var left = Postfix();
        while (_error is null && Current.Kind is TokenKind.Symbol or TokenKind.Identifier
            && Precedence.TryGetValue(Current.Text, out var strength) && strength > least)
        {
            var op = Current.Text;
            _at++;
            left = new BinaryExpression(op, left, op is "is" or "as" ? new NameExpression(TypeName()) : Binary(strength));
        }
        _depth--;
        return left;
    }

    private Expression Postfix()
    {
        var result = Term();
        while (_error is null)
        {
            if (TryTake("."))
            {
                var name = Identifier();
                result = TryTake("(") ? new CallExpression(result, name, Arguments()) : new MemberExpression(result, name);
            }
            else if (TryTake("["))
            {
                result = new IndexExpression(result, Binary(0));
                Expect("]");
            }
            else
            {
                break;
            }
        }
        return result;
    }

    private Expression Term()
    {
        if (_error is not null)
        {
            return new LiteralExpression(null);
        }
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.String:
                _at++;
                return new LiteralExpression(token.Text);
            case TokenKind.Number:
                _at++;
                return decimal.TryParse(token.Text, CultureInfo.InvariantCulture, out var number)
                    ? new LiteralExpression(number)
                    : Fail("a smaller number");
            case TokenKind.Identifier:
                _at++;
                return Named(token.Text);
            default:
                return Bracketed();
        }
    }

    private Expression Named(string name) =>
        TryTake("(") ? new CallExpression(null, name, Arguments())
        : name is "true" or "false" ? new LiteralExpression(name == "true")
        : new NameExpression(name);

    private Expression Bracketed()
    {
        if (TryTake("("))
        {
            var inner = Binary(0);
            Expect(")");
            return inner;
        }
        if (TryTake("{"))
        {
            Expect("}");
            return new LiteralExpression(null);
        }
        return Fail("a term");
    }

    private List<Expression> Arguments()
    {
        var arguments = new List<Expression>();
        if (TryTake(")"))
        {
            return arguments;
        }
        do
        {
            arguments.Add(Binary(0));
        }
        while (TryTake(","));
        Expect(")");
        return arguments;
    }

    // FHIR.Patient and System.String name a type with its model.
    private string TypeName()
    {
        var name = Identifier();
        while (TryTake("."))
        {
            name = Identifier();
        }
        return name;
    }

    private string Identifier()
    {
        var token = Current;
        if (token.Kind != TokenKind.Identifier)
        {
            Fail("a name");
            return "";
        }
        _at++;
        return token.Text;
    }

    private bool TryTake(string symbol)
    {
        if (Current.Kind != TokenKind.Symbol || Current.Text != symbol)
        {
            return false;
        }
        _at++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (!TryTake(symbol))
        {
            Fail($"'{symbol}'");
        }
    }

    private LiteralExpression Fail(string expected)
    {
        _error ??= $"expected {expected} at {Current.At}";
        return new LiteralExpression(null);
    }
}
