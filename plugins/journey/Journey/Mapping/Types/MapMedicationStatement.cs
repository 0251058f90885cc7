using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>MedicationStatement (R4 11.4). A statement that something was not taken is no medication.</summary>
internal sealed class MapMedicationStatement : IMapper
{
    public string Type => "MedicationStatement";

    public void Map(JsonElement resource, Draft draft)
    {
        if (resource.Text("status") == "not-taken")
        {
            return;
        }

        var medication = Medications.Of(resource);
        var period = FhirSpan.Of(resource.Get("effectivePeriod"));
        draft.Add(new(NodeKinds.Medication, medication.Label() ?? Type)
        {
            Start = period.Start.Or(FhirTime.Read(resource, "effectiveDateTime")).Or(FhirTime.Read(resource, "dateAsserted")),
            End = period.End,
            Status = resource.Text("status"),
            Code = medication.Code(), Codes = [.. medication.Codes()],
            Reasons = resource.Reasons(),
            Detail = Medications.Dosage(resource, "dosage"),
        });
        draft.Place(resource, encounter: "context");
        draft.Because(resource.Targets("reasonReference"), EdgeKinds.TreatedWith);
        draft.To(resource.Targets("derivedFrom"), EdgeKinds.Related);
    }
}
