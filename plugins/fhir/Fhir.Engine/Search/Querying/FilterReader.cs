using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Search.Indexing;
using Fhir.Engine.Search.Querying.Values;

namespace Fhir.Engine.Search.Querying;

/// <summary>Reads conditions: name[:modifier]=value[,value…] (R4 3.1.1.4).</summary>
internal sealed class FilterReader(FhirDefinitions definitions, SearchIndexer indexer)
{
    public void Read(QueryReading reading, string name, string value)
    {
        var shown = SearchQueryParser.Short(name);
        if (name.Contains('.', StringComparison.Ordinal) || name.StartsWith("_has:", StringComparison.Ordinal))
        {
            reading.Unknown(shown, "Chained search is not supported.");
            return;
        }
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var code = colon < 0 ? name : name[..colon];
        var modifier = colon < 0 ? null : name[(colon + 1)..];
        if (indexer.Find(reading.ResourceType, code) is not { } parameter)
        {
            reading.Unknown(shown, $"{reading.ResourceType} has no search parameter '{SearchQueryParser.Short(code)}'.");
        }
        else if (!parameter.IsSupported)
        {
            reading.Unknown(shown, $"'{code}' is not supported: {parameter.Unsupported}.");
        }
        else if (modifier == "missing" && code is not ("_id" or "_lastUpdated"))
        {
            ReadMissing(reading, shown, parameter, value);
        }
        else if (ReadFilter(reading, shown, parameter, modifier, value) is { } filter)
        {
            reading.Filters.Add(filter);
        }
    }

    private static void ReadMissing(QueryReading reading, string name, IndexedParameter parameter, string value)
    {
        if (value is not ("true" or "false"))
        {
            reading.Refuse(name, IssueCode.Invalid, "':missing' is true or false.");
            return;
        }
        reading.Filters.Add(new MissingFilter(name, parameter.Stored, parameter.AliasTargets, value == "true"));
    }

    private SearchFilter? ReadFilter(
        QueryReading reading, string name, IndexedParameter parameter, string? modifier, string value)
    {
        var stored = parameter.Stored;
        switch (parameter.Parameter.Type, parameter.Parameter.Code, modifier)
        {
            case (_, "_id", null):
                return reading.Read<string>(name, value, PlainValues.Id) is { } ids ? new IdFilter(name, ids) : null;
            case (_, "_lastUpdated", null):
                return reading.Read<DateValue>(name, value, PlainValues.Date) is { } updated ? new LastUpdatedFilter(name, updated) : null;
            case (SearchParameterType.Token, not "_id", null or "not"):
                return reading.Read<TokenValue>(name, value, PlainValues.Token) is { } tokens
                    ? new TokenFilter(name, stored, modifier is not null, tokens) : null;
            case (SearchParameterType.String, _, null or "exact" or "contains"):
                return reading.Read<StringValue>(name, value, PlainValues.String) is { } strings
                    ? new StringFilter(name, stored, MatchOf(modifier), strings) : null;
            case (SearchParameterType.Date, not "_lastUpdated", null):
                return reading.Read<DateValue>(name, value, PlainValues.Date) is { } dates ? new DateFilter(name, stored, dates) : null;
            case (SearchParameterType.Number, _, null):
                return reading.Read<NumberValue>(name, value, PlainValues.Number) is { } numbers ? new NumberFilter(name, stored, numbers) : null;
            case (SearchParameterType.Quantity, _, null):
                return reading.Read<QuantityValue>(name, value, PlainValues.Quantity) is { } amounts
                    ? new QuantityFilter(name, stored, amounts) : null;
            case (SearchParameterType.Uri, _, null or "below" or "above"):
                return reading.Read<string>(name, value, PlainValues.Uri) is { } uris
                    ? new UriFilter(name, stored, UriMatchOf(modifier), uris) : null;
            case (SearchParameterType.Reference, _, _) when modifier is null || definitions.IsResourceType(modifier):
                return ReadReference(reading, name, parameter, modifier, value);
            default:
                reading.Refuse(name, IssueCode.NotSupported, $"The modifier ':{modifier}' is not supported here.");
                return null;
        }
    }

    private ReferenceFilter? ReadReference(
        QueryReading reading, string name, IndexedParameter parameter, string? type, string value)
    {
        var targets = parameter.Parameter.Targets;
        if (type is not null && targets.Count > 0 && !targets.Contains(type))
        {
            reading.Refuse(name, IssueCode.Invalid, $"'{parameter.Parameter.Code}' cannot point at a {type}.");
            return null;
        }
        // A plain id means the one type there is to mean.
        var values = new ReferenceValues(definitions, reading.Options.BaseUrl, type ?? (targets.Count == 1 ? targets[0] : null));
        return reading.Read<ReferenceValue>(name, value, values.Read) is { } references
            ? new ReferenceFilter(name, parameter.Stored, parameter.AliasTargets, references)
            : null;
    }

    private static StringMatch MatchOf(string? modifier) => modifier switch
    {
        "exact" => StringMatch.Exact,
        "contains" => StringMatch.Contains,
        _ => StringMatch.StartsWith,
    };

    private static UriMatch UriMatchOf(string? modifier) => modifier switch
    {
        "below" => UriMatch.Below,
        "above" => UriMatch.Above,
        _ => UriMatch.Exact,
    };
}
