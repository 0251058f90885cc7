using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Search.Indexing;

namespace Fhir.Engine.Search.Querying;

/// <summary>Reads _include and _revinclude: Type:parameter[:targetType] (R4 3.1.1.5.4).</summary>
internal sealed class IncludeReader(FhirDefinitions definitions, SearchIndexer indexer)
{
    public void Read(QueryReading reading, string name, string value)
    {
        var parts = value.Split(':');
        if (parts.Length is not (2 or 3) || !definitions.IsResourceType(parts[0])
            || (parts.Length == 3 && !definitions.IsResourceType(parts[2])))
        {
            reading.Refuse(name, IssueCode.Invalid, "An include reads Type:parameter or Type:parameter:targetType.");
            return;
        }
        if (indexer.Find(parts[0], parts[1]) is not { IsSupported: true, Parameter.Type: SearchParameterType.Reference } parameter)
        {
            reading.Refuse(name, IssueCode.NotSupported, $"{parts[0]} has no reference parameter '{SearchQueryParser.Short(parts[1])}'.");
            return;
        }
        var iterate = name.EndsWith(":iterate", StringComparison.Ordinal);
        var reverse = name.StartsWith("_rev", StringComparison.Ordinal);
        if (!reverse && !iterate && parts[0] != reading.ResourceType)
        {
            reading.Refuse(name, IssueCode.Invalid, $"The matches are of type {reading.ResourceType}.");
            return;
        }
        var targets = parts.Length == 3 ? [parts[2]] : parameter.AliasTargets;
        (reverse ? reading.ReverseIncludes : reading.Includes)
            .Add(new IncludeDirective(parts[0], parameter.Stored, targets, iterate));
    }
}
