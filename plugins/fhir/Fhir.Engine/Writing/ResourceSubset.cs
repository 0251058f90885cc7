using System.Text;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Writing;

/// <summary>Leaves elements out of an answer: _elements and _summary (R4 3.1.1.5.8 and 3.1.1.5.9).</summary>
public static class ResourceSubset
{
    private const string Tag =
        """{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}""";

    /// <summary>The given top-level elements, and those that must be there.</summary>
    public static byte[] OfElements(FhirResource resource, IReadOnlyCollection<string> elements) =>
        Keep(resource, (name, required, _) => required || elements.Contains(name));

    /// <summary>_summary=true: the elements the definition marks as summary.</summary>
    public static byte[] Summary(FhirResource resource) => Keep(resource, (_, required, summary) => required || summary);

    /// <summary>_summary=text: text and what must be there.</summary>
    public static byte[] TextOnly(FhirResource resource) => Keep(resource, (name, required, _) => required || name == "text");

    /// <summary>_summary=data: all but the text.</summary>
    public static byte[] DataOnly(FhirResource resource) => Keep(resource, (name, _, _) => name != "text");

    private static byte[] Keep(FhirResource resource, Func<string, bool, bool, bool> keeps)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var type = resource.Type;
        var kept = type.Elements
            .Where(e => e.Name is "id" or "meta" or "implicitRules" || keeps(e.Name, e.Min > 0, e.IsSummary))
            .Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var result = new StringBuilder("{\"resourceType\":\"").Append(type.Name).Append('"');
        var tagged = false;
        foreach (var member in JsonMembers.Of(resource))
        {
            if (member.Element is not null && kept.Contains(member.Element))
            {
                var isMeta = member.Name == "meta";
                tagged |= isMeta;
                result.Append(",\"").Append(member.Name).Append("\":").Append(isMeta ? Tagged(member.Value) : member.Value);
            }
        }
        if (!tagged)
        {
            result.Append(",\"meta\":{\"tag\":[").Append(Tag).Append("]}");
        }
        return Encoding.UTF8.GetBytes(result.Append('}').ToString());
    }

    // "tag":[ opens the list of tags wherever meta has one; its own members hold no such name.
    private static string Tagged(string meta)
    {
        var members = JsonMembers.Of(Encoding.UTF8.GetBytes(meta)).ToList();
        var result = new StringBuilder("{");
        foreach (var (name, value) in members.Where(m => m.Name != "tag"))
        {
            result.Append('"').Append(name).Append("\":").Append(value).Append(',');
        }
        var tags = members.FirstOrDefault(m => m.Name == "tag").Value;
        return result.Append("\"tag\":[").Append(tags is null ? "" : tags.Trim()[1..^1] + ",").Append(Tag).Append("]}").ToString();
    }
}
