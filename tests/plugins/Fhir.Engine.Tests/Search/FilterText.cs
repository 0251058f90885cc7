using System.Globalization;
using Fhir.Engine.Search.Querying;

namespace Fhir.Engine.Tests.Search;

/// <summary>Writes a filter as one line, for tables of expectations.</summary>
internal static class FilterText
{
    public static string Of(SearchFilter filter) => filter switch
    {
        IdFilter f => $"id in {string.Join(' ', f.Ids)}",
        LastUpdatedFilter f => $"updated {Dates(f.Values)}",
        TokenFilter f => $"token {f.Parameter.Code}{(f.Not ? " not" : "")} {string.Join(' ', f.Values.Select(v => $"{(v.AnySystem ? "*" : v.System ?? "none")}|{v.Code ?? "*"}"))}",
        StringFilter f => $"string {f.Parameter.Code} {f.Match} {string.Join('/', f.Values.Select(v => f.Match == StringMatch.Exact ? v.Text : v.Normalized))}",
        DateFilter f => $"date {f.Parameter.Code} {Dates(f.Values)}",
        NumberFilter f => string.Create(CultureInfo.InvariantCulture, $"number {f.Parameter.Code} {f.Values[0].Prefix} {f.Values[0].Exact} [{f.Values[0].Range.Low:G6}, {f.Values[0].Range.High:G6})"),
        QuantityFilter f => string.Create(CultureInfo.InvariantCulture, $"quantity {f.Parameter.Code} {f.Values[0].Number.Prefix} {f.Values[0].Number.Exact} {f.Values[0].System}|{f.Values[0].Unit}"),
        UriFilter f => $"uri {f.Parameter.Code} {f.Match} {string.Join(' ', f.Values)}",
        ReferenceFilter f => $"reference {f.Parameter.Code}[{string.Join(',', f.TargetTypes)}] {string.Join(' ', f.Values.Select(v => $"{v.Type ?? "*"}/{v.Id}{v.Url}"))}",
        MissingFilter f => $"missing {f.Parameter.Code}[{string.Join(',', f.TargetTypes)}] {f.Missing}",
        _ => throw new InvalidOperationException(filter.GetType().Name),
    };

    private static string Dates(IEnumerable<DateValue> values) => string.Join(' ',
        values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Prefix} {v.Range.Low:s}..{v.Range.High:s}")));
}
