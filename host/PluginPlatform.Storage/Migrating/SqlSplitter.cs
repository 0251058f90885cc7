namespace PluginPlatform.Storage.Migrating;

/// <summary>Cuts a script into statements, so that a failure can be told by line.</summary>
internal static class SqlSplitter
{
    /// <summary>Offset and text of each statement, without the semicolon; comments before a statement belong to it.</summary>
    public static List<(int Offset, string Text)> Split(string script)
    {
        var statements = new List<(int, string)>();
        var start = 0;
        var blank = true;
        for (var at = 0; at < script.Length;)
        {
            var next = Skip(script, at, out var isComment);
            if (script[at] == ';')
            {
                Add(start, at);
                start = next;
                blank = true;
            }
            else if (!isComment && !char.IsWhiteSpace(script[at]))
            {
                blank = false;
            }

            at = next;
        }

        Add(start, script.Length);
        return statements;

        void Add(int from, int to)
        {
            if (!blank)
            {
                statements.Add((from, script[from..to]));
            }
        }
    }

    /// <summary>The first word of a statement, upper case, comments skipped.</summary>
    public static string FirstWord(string statement)
    {
        var at = 0;
        while (at < statement.Length)
        {
            var next = Skip(statement, at, out var isComment);
            if (!isComment && !char.IsWhiteSpace(statement[at]))
            {
                var end = at;
                while (end < statement.Length && char.IsLetter(statement[end]))
                {
                    end++;
                }

                return statement[at..end].ToUpperInvariant();
            }

            at = next;
        }

        return "";
    }

    // PostgreSQL 4.1.2 (constants, dollar quoting) and 4.1.5 (comments, which nest).
    private static int Skip(string sql, int at, out bool isComment)
    {
        var rest = sql.AsSpan(at);
        isComment = rest.StartsWith("--") || rest.StartsWith("/*");
        return sql[at] switch
        {
            '\'' => Quoted(sql, at, '\'', at > 0 && sql[at - 1] is 'E' or 'e' && (at < 2 || !IsWord(sql[at - 2]))),
            '"' => Quoted(sql, at, '"', escapes: false),
            '$' when at == 0 || !IsWord(sql[at - 1]) => DollarQuoted(sql, at),
            '-' when isComment => LineEnd(sql, at),
            '/' when isComment => BlockComment(sql, at),
            _ => at + 1,
        };
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    private static int LineEnd(string sql, int at) =>
        sql.IndexOf('\n', at) is var end && end < 0 ? sql.Length : end + 1;

    private static int Quoted(string sql, int at, char quote, bool escapes)
    {
        for (at++; at < sql.Length; at++)
        {
            if (escapes && sql[at] == '\\')
            {
                at++;
            }
            else if (sql[at] == quote)
            {
                // A doubled quote simply opens the next part.
                return at + 1;
            }
        }

        return sql.Length;
    }

    private static int DollarQuoted(string sql, int at)
    {
        var tagEnd = at + 1;
        while (tagEnd < sql.Length && (char.IsLetterOrDigit(sql[tagEnd]) || sql[tagEnd] == '_'))
        {
            tagEnd++;
        }

        if (tagEnd >= sql.Length || sql[tagEnd] != '$' || char.IsDigit(sql[at + 1]))
        {
            return at + 1;
        }

        var tag = sql[at..(tagEnd + 1)];
        var close = sql.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
        return close < 0 ? sql.Length : close + tag.Length;
    }

    private static int BlockComment(string sql, int at)
    {
        var depth = 0;
        for (; at + 1 < sql.Length; at++)
        {
            if (sql[at] == '/' && sql[at + 1] == '*')
            {
                depth++;
                at++;
            }
            else if (sql[at] == '*' && sql[at + 1] == '/')
            {
                at++;
                if (--depth == 0)
                {
                    return at + 1;
                }
            }
        }

        return sql.Length;
    }
}
