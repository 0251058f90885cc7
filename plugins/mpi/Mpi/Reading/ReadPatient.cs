using System.Text.Json;
using Mpi.Engine;

namespace Mpi.Reading;

/// <summary>A FHIR R4 Patient as the engine's person. What is marked old counts only where it helps: former names.</summary>
internal static class ReadPatient
{
    public static Person From(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var patient = document.RootElement;
        var address = CurrentAddress(patient);
        var person = new Person
        {
            BirthDate = patient.Text("birthDate"),
            Sex = patient.Text("gender"),
            MultipleBirth = patient.TryGetProperty("multipleBirthBoolean", out var multiple) && multiple.ValueKind == JsonValueKind.True,
            BirthOrder = patient.TryGetProperty("multipleBirthInteger", out var order) && order.TryGetInt32(out var place) ? Math.Max(place, 0) : 0,
            AddressLine = address is { } a ? string.Join(' ', a.Texts("line")) : null,
            City = address?.Text("city"),
            PostCode = address?.Text("postalCode"),
            State = address?.Text("state"),
            Phones = Contacts(patient, "phone", "sms"),
            Emails = Contacts(patient, "email"),
            Identifiers = Identifiers(patient),
        };
        return ReadNames.Into(person, patient);
    }

    // Address.type "postal" is a mailbox, use "billing" somebody else's; neither is where the person lives.
    private static JsonElement? CurrentAddress(JsonElement patient) => patient.Items("address")
        .Where(a => a.Text("use") is not ("old" or "temp" or "billing"))
        .OrderBy(a => (a.Text("use") == "home" ? 0 : 1) + (a.Text("type") == "postal" ? 2 : 0))
        .Select(a => (JsonElement?)a)
        .FirstOrDefault();

    private static string[] Contacts(JsonElement patient, params ReadOnlySpan<string> systems)
    {
        var values = new List<string>();
        foreach (var contact in patient.Items("telecom"))
        {
            if (systems.Contains(contact.Text("system")) && contact.Text("use") != "old" && contact.Text("value") is { } value)
            {
                values.Add(value);
            }
        }

        return [.. values];
    }

    // R4 Identifier.system: the namespace within which a value is unique. Without one it is unique nowhere.
    private static PersonIdentifier[] Identifiers(JsonElement patient) =>
    [
        .. patient.Items("identifier")
            .Where(i => i.Text("use") != "old" && i.Text("system") is not null && i.Text("value") is not null)
            .Select(i => new PersonIdentifier(i.Text("system")!, i.Text("value")!)),
    ];
}
