using System.Text;

namespace Fhir.Engine.FhirPath.Syntax;

/// <summary>Cuts an expression into tokens (FHIRPath N1, "Lexical Elements").</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] TwoCharacterSymbols = ["!=", "!~", "<=", ">="];

    private int _at;

    public static IReadOnlyList<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind is not (TokenKind.End or TokenKind.Unknown));
        return tokens;
    }

    private Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
        if (_at == text.Length)
        {
            return new Token(TokenKind.End, "", _at);
        }
        var c = text[_at];
        return c switch
        {
            _ when char.IsAsciiLetter(c) || c == '_' => While(TokenKind.Identifier, x => char.IsAsciiLetterOrDigit(x) || x == '_'),
            _ when char.IsAsciiDigit(c) => Number(),
            '\'' => Quoted(TokenKind.String, '\''),
            '`' => Quoted(TokenKind.Identifier, '`'),
            '$' => Prefixed(),
            _ => Symbol(),
        };
    }

    private Token While(TokenKind kind, Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < text.Length && belongs(text[_at]))
        {
            _at++;
        }
        return new Token(kind, text[start.._at], start);
    }

    private Token Number()
    {
        var whole = While(TokenKind.Number, char.IsAsciiDigit);
        if (_at + 1 >= text.Length || text[_at] != '.' || !char.IsAsciiDigit(text[_at + 1]))
        {
            return whole;
        }
        _at++;
        var fraction = While(TokenKind.Number, char.IsAsciiDigit);
        return whole with { Text = $"{whole.Text}.{fraction.Text}" };
    }

    // $this, $index and $total read as identifiers that keep their sign.
    private Token Prefixed()
    {
        var start = _at++;
        return While(TokenKind.Identifier, char.IsAsciiLetter) is { Text.Length: > 0 } name
            ? name with { Text = "$" + name.Text, At = start }
            : new Token(TokenKind.Unknown, "$", start);
    }

    private Token Quoted(TokenKind kind, char quote)
    {
        var start = _at++;
        var content = new StringBuilder();
        while (_at < text.Length && text[_at] != quote)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
                content.Append(text[_at++] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'f' => '\f', var other => other });
                continue;
            }
            content.Append(text[_at++]);
        }
        return _at++ < text.Length
            ? new Token(kind, content.ToString(), start)
            : new Token(TokenKind.Unknown, "unclosed " + quote, start);
    }

    private Token Symbol()
    {
        var start = _at;
        if (_at + 1 < text.Length && TwoCharacterSymbols.Contains(text.Substring(_at, 2)))
        {
            _at += 2;
            return new Token(TokenKind.Symbol, text[start.._at], start);
        }
        _at++;
        return new Token(".()[]{},|=~<>+-*/&%@".Contains(text[start], StringComparison.Ordinal) ? TokenKind.Symbol : TokenKind.Unknown,
            text[start].ToString(), start);
    }
}
