using System.Text.Json;
using Fhir.Record;

namespace Fhir.Charts;

/// <summary>Resources as JSON, by type, while the chart is read from them.</summary>
internal sealed class ParsedFacts : IDisposable
{
    private readonly List<JsonDocument> _documents = [];
    private readonly ILookup<string, JsonElement> _byType;

    public ParsedFacts(List<StoredItem> items)
    {
        foreach (var item in items)
        {
            _documents.Add(JsonDocument.Parse(item.Resource.Json));
        }

        _byType = _documents.Select(d => d.RootElement).ToLookup(e => e.Text("resourceType") ?? "");
    }

    public IEnumerable<JsonElement> Of(string type) => _byType[type];

    public void Dispose() => _documents.ForEach(d => d.Dispose());
}
