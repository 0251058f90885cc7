using System.Globalization;
using System.Text.Json.Nodes;

namespace Fhir.Demo;

/// <summary>A transaction under construction. Every resource has an id of its own, so that two seeders at once make no twins.</summary>
/// <param name="name">Begins the ids.</param>
internal sealed class DemoBundle(string name)
{
    private readonly JsonArray _entries = [];

    public int Count => _entries.Count;

    /// <summary>Adds a resource; without an id it gets the next one.</summary>
    /// <returns>Its reference.</returns>
    public string Add(JsonObject resource)
    {
        resource["id"] ??= string.Create(CultureInfo.InvariantCulture, $"{name}-{_entries.Count:d3}");
        var address = $"{resource["resourceType"]}/{resource["id"]}";
        _entries.Add(new JsonObject
        {
            ["resource"] = resource, ["request"] = new JsonObject { ["method"] = "PUT", ["url"] = address },
        });
        return address;
    }

    public byte[] ToBytes() => System.Text.Encoding.UTF8.GetBytes(new JsonObject
    {
        ["resourceType"] = "Bundle", ["type"] = "transaction", ["entry"] = _entries,
    }.ToJsonString());
}
