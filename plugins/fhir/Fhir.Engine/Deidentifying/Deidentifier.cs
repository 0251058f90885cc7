using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fhir.Engine.Definitions;

namespace Fhir.Engine.Deidentifying;

/// <summary>
/// De-identifies resources (HIPAA Privacy Rule, 45 CFR 164.514(b)(2)). It copies what HL7's definitions say to be of a kind
/// that is safe (codes, numbers, flags, amounts, dates, links) and nothing else, so that an element, a type or an extension
/// nobody thought of is left out. What comes out may lack elements that R4 requires. Thread-safe.
/// </summary>
public sealed class Deidentifier(FhirDefinitions definitions)
{
    /// <summary>Whether resources of the type are exported at all.</summary>
    /// <param name="type">Resource type.</param>
    public static bool Exports(string type) => AllowedContent.IsResource(type);

    /// <summary>Whether resources of the type are exported when they are about no patient: those of whoever treats them.</summary>
    /// <param name="type">Resource type.</param>
    public static bool ExportsOfNobody(string type) => AllowedContent.MayBeOfNobody(type);

    /// <summary>De-identifies one resource.</summary>
    /// <param name="json">The resource, with its id.</param>
    /// <param name="options">The export.</param>
    /// <param name="subject">The one patient it is about; null when it is about nobody.</param>
    /// <param name="isExported">Whether the resource of a type and id is in the same export; links to others are dropped.</param>
    /// <returns>UTF-8 JSON on one line; null when the resource may not be exported.</returns>
    public byte[]? Run(ReadOnlyMemory<byte> json, DeidentifyOptions options, SubjectTreatment? subject, Func<string, string, bool> isExported)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(isExported);
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("id"u8, out var written) || written.GetString() is not { } own
            || root.GetProperty("resourceType"u8).GetString() is not { } type || !AllowedContent.IsResource(type)
            || (subject is null && !AllowedContent.MayBeOfNobody(type)) || (type == "Patient" && own != subject?.Subject))
        {
            return null;
        }

        var copy = new CopyResource(definitions, options, subject, isExported, $"{type}/{own}");
        var id = SecretHash.Id(options.Key, type, own);

        // One that may not be understood by its elements alone says nothing but that it is there, so that links to it resolve.
        var safe = copy.Resource(root, id) ?? new() { ["resourceType"] = type, ["id"] = id };
        return Encoding.UTF8.GetBytes(Marked(safe, options).ToJsonString());
    }

    // HL7 v3 ObservationValue: whoever receives it sees what was done to it.
    private static JsonObject Marked(JsonObject resource, DeidentifyOptions options)
    {
        resource.Insert(2, "meta", new JsonObject
        {
            ["security"] = new JsonArray(new JsonObject
            {
                ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
                ["code"] = options.Dates == DateTreatment.Year ? "ANONYED" : "PSEUDED",
            }),
        });
        return resource;
    }
}
