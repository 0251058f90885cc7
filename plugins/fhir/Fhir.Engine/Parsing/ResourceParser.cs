using System.Text.Json;
using System.Text.Unicode;
using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Validation;

namespace Fhir.Engine.Parsing;

/// <summary>Reads and checks UTF-8 JSON in one pass. Safe for any input; thread-safe.</summary>
public sealed class ResourceParser(FhirDefinitions definitions)
{
    /// <summary>Deeper nesting is refused: the reader recurses. Each Questionnaire item level takes two.</summary>
    internal const int MaxDepth = 128;

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    private readonly RuleSet _rules = new(definitions);

    /// <summary>
    /// Reads one resource (a Bundle with its entries is one) and checks its structure: properties, types, cardinality,
    /// primitive formats, required bindings and the invariants every resource shares.
    /// </summary>
    /// <param name="json">The content. The result refers to these bytes.</param>
    /// <param name="at">Where the content stands when it is part of something larger (Bundle.entry[3].resource): begins the paths of issues.</param>
    public ParseResult Parse(ReadOnlyMemory<byte> json, string? at = null)
    {
        var content = WithoutByteOrderMark(json);
        var issues = new IssueList(IssueList.DefaultCap);
        if (!Utf8.IsValid(content.Span))
        {
            return new ParseResult(null, [Fatal("The content is not UTF-8.", null)]);
        }
        using var builder = new TapeBuilder(definitions, content);
        var state = new ParseState(definitions, builder, issues);
        try
        {
            var reader = new ContentReader(new Utf8JsonReader(content.Span, ReaderOptions), state, _rules);
            return reader.ReadDocument(at)
                ? new ParseResult(new FhirResource(builder.Build(), 0), issues.Items)
                : new ParseResult(null, issues.Items);
        }
        catch (JsonException malformed)
        {
            return new ParseResult(null, [Fatal(Describe(malformed), state.Path.ToString())]);
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;

    // The reader's own text may quote the content, so only the place is repeated.
    private static string Describe(JsonException malformed) =>
        $"The content is not well-formed JSON, or is nested deeper than {MaxDepth} levels: "
        + $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.";

    private static FhirIssue Fatal(string diagnostics, string? path) =>
        new(IssueSeverity.Fatal, IssueCode.Structure, diagnostics, string.IsNullOrEmpty(path) ? null : path);
}
