using System.Globalization;
using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Search.Indexing;

namespace Fhir.Engine.Search.Querying;

/// <summary>Reads the parameters that shape the answer (R4 3.1.1.5).</summary>
internal sealed class ResultParameters(FhirDefinitions definitions, SearchIndexer indexer)
{
    private readonly IncludeReader _includes = new(definitions, indexer);

    /// <summary>False when the parameter is a condition instead.</summary>
    public bool TryRead(QueryReading reading, string name, string value)
    {
        switch (name)
        {
            case "_count":
                Once(reading, name, reading.Query.Count is null, () => ReadCount(reading, value));
                return true;
            case "_sort":
                Once(reading, name, reading.Query.Sort.Count == 0, () => ReadSort(reading, value));
                return true;
            case "_total":
                ReadTotal(reading, value);
                return true;
            case "_summary":
                ReadSummary(reading, value);
                return true;
            case "_elements":
                ReadElements(reading, value);
                return true;
            case "_contained":
                if (value != "false")
                {
                    reading.Unknown(name, "Contained resources are not searched.");
                }
                return true;
            case "_include" or "_include:iterate" or "_revinclude" or "_revinclude:iterate":
                _includes.Read(reading, name, value);
                return true;
            default:
                return false;
        }
    }

    private static void Once(QueryReading reading, string name, bool first, Action read)
    {
        if (first)
        {
            read();
        }
        else
        {
            reading.Refuse(name, IssueCode.Invalid, $"'{name}' is given once.");
        }
    }

    private static void ReadCount(QueryReading reading, string value)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            reading.Query = reading.Query with { Count = count };
        }
        else
        {
            reading.Refuse("_count", IssueCode.Invalid, "'_count' is a whole number from 0.");
        }
    }

    private void ReadSort(QueryReading reading, string value)
    {
        var keys = new List<SortKey>();
        foreach (var part in value.Split(','))
        {
            var descending = part.StartsWith('-');
            var code = descending ? part[1..] : part;
            if (indexer.Find(reading.ResourceType, code) is not { IsSupported: true } parameter)
            {
                reading.Unknown("_sort", $"{reading.ResourceType} cannot be sorted by '{SearchQueryParser.Short(code)}'.");
                continue;
            }
            keys.Add(new SortKey(parameter.Stored, parameter.AliasTargets, descending));
        }
        reading.Query = reading.Query with { Sort = keys };
    }

    private static void ReadTotal(QueryReading reading, string value)
    {
        TotalMode? mode = value switch
        {
            "none" => TotalMode.None,
            "estimate" => TotalMode.Estimate,
            "accurate" => TotalMode.Accurate,
            _ => null,
        };
        if (mode is { } total)
        {
            reading.Query = reading.Query with { Total = total };
        }
        else
        {
            reading.Refuse("_total", IssueCode.Invalid, "'_total' is none, estimate or accurate.");
        }
    }

    private static void ReadSummary(QueryReading reading, string value)
    {
        SummaryMode? mode = value switch
        {
            "true" => SummaryMode.True,
            "false" => SummaryMode.False,
            "text" => SummaryMode.Text,
            "data" => SummaryMode.Data,
            "count" => SummaryMode.Count,
            _ => null,
        };
        if (mode is { } summary)
        {
            reading.Query = reading.Query with { Summary = summary };
        }
        else
        {
            reading.Refuse("_summary", IssueCode.Invalid, "'_summary' is true, false, text, data or count.");
        }
    }

    private void ReadElements(QueryReading reading, string value)
    {
        var type = definitions.FindType(reading.ResourceType)!;
        var elements = new List<string>();
        foreach (var name in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (type.Elements.Any(e => e.Name == name))
            {
                elements.Add(name);
            }
            else
            {
                reading.Unknown("_elements", $"{reading.ResourceType} has no element '{SearchQueryParser.Short(name)}'.");
            }
        }
        reading.Query = reading.Query with { Elements = elements };
    }
}
