using System.Text.Json;

namespace Journey.Mapping.Reading;

/// <summary>Reads references (R4 2.3.0.1) as <c>Type/id</c>. Contained, logical and foreign ones lead nowhere in the record.</summary>
internal static class References
{
    public static string? Target(this JsonElement reference)
    {
        var text = reference.Text("reference");
        if (text is null || text.Contains(':', StringComparison.Ordinal) || text.StartsWith('#'))
        {
            return null;
        }

        var parts = text.Split('/');
        return parts switch
        {
            [var type, var id] => $"{type}/{id}",
            [var type, var id, "_history", _] => $"{type}/{id}",
            _ => null,
        };
    }

    public static IEnumerable<string> Targets(this JsonElement resource, string name) =>
        resource.Each(name).Select(Target).OfType<string>();

    /// <summary>The Patient's id, when the reference is to a Patient.</summary>
    public static string? PatientId(this JsonElement reference) =>
        reference.Target() is { } target && target.StartsWith("Patient/", StringComparison.Ordinal) ? target["Patient/".Length..] : null;
}
