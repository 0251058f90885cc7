using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fhir.Engine.Deidentifying;

namespace Fhir.Engine.Tests.Deidentifying;

/// <summary>A generated patient's bundle as the store would hold it: links by type and id.</summary>
internal sealed partial class SourceRecord
{
    private SourceRecord(IReadOnlyList<JsonObject> resources) => Resources = resources;

    public IReadOnlyList<JsonObject> Resources { get; }

    public JsonObject Patient => Resources.Single(r => TypeOf(r) == "Patient");

    public static SourceRecord Read(string path)
    {
        var text = Encoding.UTF8.GetString(Fhir.Engine.Tests.External.ExternalData.Unzip(path));
        var types = JsonNode.Parse(text)!["entry"]!.AsArray().ToDictionary(e => (string)e!["fullUrl"]!, e => TypeOf(e!["resource"]!.AsObject()));
        var linked = JsonNode.Parse(Urn().Replace(text, urn => types.TryGetValue(urn.Value.Trim('"'), out var type) ? $"\"{type}/{urn.Value.Trim('"')[9..]}\"" : urn.Value))!;
        return new([.. linked["entry"]!.AsArray().Select(e => e!["resource"]!.AsObject())]);
    }

    public static string TypeOf(JsonObject resource) => (string)resource["resourceType"]!;

    /// <summary>What comes out, beside what went in.</summary>
    public IReadOnlyList<(JsonObject From, byte[] To)> Deidentify(DeidentifyOptions options)
    {
        var deidentifier = new Deidentifier(R4.Definitions);
        var treatment = SubjectTreatment.Of(Bytes(Patient), options);
        var exported = Resources.Where(r => Deidentifier.Exports(TypeOf(r))).Select(r => (TypeOf(r), (string)r["id"]!)).ToHashSet();
        return
        [
            .. Resources
                .Select(r => (r, deidentifier.Run(Bytes(r), options, Deidentifier.ExportsOfNobody(TypeOf(r)) ? null : treatment, (type, id) => exported.Contains((type, id)))))
                .Where(pair => pair.Item2 is not null).Select(pair => (pair.r, pair.Item2!)),
        ];
    }

    /// <summary>Everything that tells who somebody is: sentences and numbers, to be found nowhere; and single words.</summary>
    public (HashSet<string> Anywhere, HashSet<string> Words) Secrets()
    {
        string?[] texts = [.. Resources.SelectMany(Telling), .. Each(Patient, "extension").SelectMany(e => new[] { (string?)e["valueString"], (string?)e["valueAddress"]?["city"] })];
        return (
            texts.OfType<string>().Where(text => text.Length > 4 && text.Any(letter => !char.IsLetter(letter))).ToHashSet(StringComparer.Ordinal),
            texts.OfType<string>().Where(text => text.Length > 1 && text.All(char.IsLetter)).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<string?> Telling(JsonObject resource) =>
    [
        (string?)resource["id"],
        resource["name"] is JsonValue whole ? (string?)whole : null,
        .. Each(resource, "identifier").Concat(Each(resource, "telecom")).Select(item => (string?)item["value"]),
        .. Each(resource, "name").SelectMany(name => Texts(name["given"]).Append((string?)name["family"])),
        .. Each(resource, "address").SelectMany(address => Texts(address["line"]).Append((string?)address["city"]).Append((string?)address["postalCode"])),
    ];

    private static IEnumerable<string?> Texts(JsonNode? list) => list is JsonArray items ? items.Select(item => (string?)item) : [];

    private static IEnumerable<JsonNode> Each(JsonObject resource, string name) => resource[name] is JsonArray items ? items.OfType<JsonNode>() : [];

    private static byte[] Bytes(JsonObject resource) => Encoding.UTF8.GetBytes(resource.ToJsonString());

    [GeneratedRegex("\"urn:uuid:[0-9a-f-]{36}\"")]
    private static partial Regex Urn();
}
