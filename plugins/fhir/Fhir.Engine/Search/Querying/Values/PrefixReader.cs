namespace Fhir.Engine.Search.Querying.Values;

/// <summary>Takes a comparison prefix off a value.</summary>
internal static class PrefixReader
{
    public static SearchPrefix Read(ref string text)
    {
        SearchPrefix? prefix = text.Length <= 2 ? null : text[..2] switch
        {
            "eq" => SearchPrefix.Equal,
            "ne" => SearchPrefix.NotEqual,
            "gt" => SearchPrefix.GreaterThan,
            "lt" => SearchPrefix.LessThan,
            "ge" => SearchPrefix.GreaterOrEqual,
            "le" => SearchPrefix.LessOrEqual,
            "sa" => SearchPrefix.StartsAfter,
            "eb" => SearchPrefix.EndsBefore,
            "ap" => SearchPrefix.Approximately,
            _ => null,
        };
        if (prefix is null)
        {
            return SearchPrefix.Equal;
        }
        text = text[2..];
        return prefix.Value;
    }
}
