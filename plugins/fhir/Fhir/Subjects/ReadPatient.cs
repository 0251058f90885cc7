using System.Text.Json;
using PluginPlatform.Sdk.Subjects;

namespace Fhir.Subjects;

/// <summary>Takes from a Patient what identifies a person to people.</summary>
internal static class ReadPatient
{
    private static readonly string[] NameUses = ["official", "usual", "", "nickname", "anonymous", "temp", "maiden", "old"];

    public static SubjectSummary Summary(string id, ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var patient = document.RootElement;
        return new(id, NameOf(patient), patient.Text("birthDate"), patient.Text("gender"), Identifiers(patient), patient.Text("deceasedDateTime"));
    }

    private static string NameOf(JsonElement patient)
    {
        var best = patient.Items("name").OrderBy(n => Array.IndexOf(NameUses, n.Text("use") ?? "")).FirstOrDefault();
        if (best.ValueKind != JsonValueKind.Object)
        {
            return "—";
        }

        var given = string.Join(' ', best.Items("given").Where(g => g.ValueKind == JsonValueKind.String).Select(g => g.GetString()));
        return (best.Text("family"), given) switch
        {
            (null, "") => best.Text("text") ?? "—",
            (null, _) => given,
            ({ } family, "") => family,
            ({ } family, _) => $"{family}, {given}",
        };
    }

    private static List<SubjectIdentifier> Identifiers(JsonElement patient)
    {
        var labelled = new List<(int Order, SubjectIdentifier Identifier)>();
        foreach (var identifier in patient.Items("identifier").Where(i => i.Text("use") != "old"))
        {
            if (identifier.Text("value") is { } value)
            {
                var (order, label) = Label(identifier);
                labelled.Add((order, new(label, value)));
            }
        }

        return [.. labelled.OrderBy(l => l.Order).Select(l => l.Identifier)];
    }

    // HL7 v2 table 0203, as far as people here know the letters.
    private static (int Order, string Label) Label(JsonElement identifier)
    {
        var type = identifier.Child("type");
        var code = type.Items("coding").Select(c => c.Text("code")).FirstOrDefault(c => c is not null);
        return code switch
        {
            "MR" => (0, "MRN"),
            "PI" => (1, "PID"),
            "NI" => (2, "National id"),
            "SS" => (5, "SSN"),
            "DL" => (6, "Driver’s licence"),
            "PPN" => (7, "Passport"),
            { Length: > 0 } other => (4, other),
            _ => (8, type.Text("text") ?? LastPart(identifier.Text("system")) ?? "Id"),
        };
    }

    private static string? LastPart(string? system)
    {
        var part = system?.TrimEnd('/').Split('/', ':')[^1];
        return string.IsNullOrEmpty(part) ? null : part;
    }
}
