using System.Globalization;
using System.Text.Json.Nodes;

namespace Fhir.Demo;

/// <summary>A transaction under construction.</summary>
internal sealed class DemoBundle
{
    private readonly JsonArray _entries = [];

    public int Count => _entries.Count;

    /// <summary>Adds a resource under an id of its own.</summary>
    /// <returns>Its reference.</returns>
    public string Put(JsonObject resource)
    {
        var address = $"{resource["resourceType"]}/{resource["id"]}";
        Add(resource, null, "PUT", address);
        return address;
    }

    /// <summary>Adds a resource that gets its id from the server.</summary>
    /// <returns>Its reference within the bundle.</returns>
    public string Post(JsonObject resource)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"urn:uuid:00000000-0000-4000-8000-{_entries.Count:d12}");
        Add(resource, url, "POST", (string)resource["resourceType"]!);
        return url;
    }

    public byte[] ToBytes() => System.Text.Encoding.UTF8.GetBytes(new JsonObject
    {
        ["resourceType"] = "Bundle", ["type"] = "transaction", ["entry"] = _entries,
    }.ToJsonString());

    private void Add(JsonObject resource, string? fullUrl, string method, string url)
    {
        var entry = new JsonObject { ["resource"] = resource, ["request"] = new JsonObject { ["method"] = method, ["url"] = url } };
        if (fullUrl is not null)
        {
            entry["fullUrl"] = fullUrl;
        }

        _entries.Add(entry);
    }
}
