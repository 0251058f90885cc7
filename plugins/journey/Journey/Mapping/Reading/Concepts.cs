using System.Text.Json;

namespace Journey.Mapping.Reading;

/// <summary>Reads CodeableConcept (R4 2.24.0.7) and Coding.</summary>
internal static class Concepts
{
    /// <summary>What people read: the text, else the first display, else the first code.</summary>
    public static string? Label(this JsonElement concept) =>
        concept.Text("text")
        ?? concept.Each("coding").Select(coding => coding.Text("display")).FirstOrDefault(display => display is not null)
        ?? concept.Code();

    /// <summary>The first code; repeated results with the same code form a series.</summary>
    public static string? Code(this JsonElement concept) =>
        concept.Each("coding").Select(coding => coding.Text("code")).FirstOrDefault(code => code is not null);

    /// <summary><c>system|code</c> of every coding.</summary>
    public static IEnumerable<string> Codes(this JsonElement concept) =>
        from coding in concept.Each("coding")
        let code = coding.Text("code")
        where code is not null
        select $"{coding.Text("system")}|{code}";

    /// <summary><c>system|code</c> of every coded reason.</summary>
    public static string[] Reasons(this JsonElement resource, string name = "reasonCode") =>
        [.. resource.Each(name).SelectMany(Codes).Distinct(StringComparer.Ordinal)];

    /// <summary>The labels of a list of concepts, in one line.</summary>
    public static string? Labels(this JsonElement resource, string name) => FhirJson.Join(resource.Each(name).Select(Label));
}
