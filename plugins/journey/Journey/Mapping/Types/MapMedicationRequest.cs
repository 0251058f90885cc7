using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>MedicationRequest (R4 11.1). An order not to give something (<c>doNotPerform</c>) is no medication.</summary>
internal sealed class MapMedicationRequest : IMapper
{
    public string Type => "MedicationRequest";

    public void Map(JsonElement resource, Draft draft)
    {
        if (resource.IsTrue("doNotPerform"))
        {
            return;
        }

        var medication = Medications.Of(resource);
        var bounds = FhirSpan.Of(resource.First("dosageInstruction").Get("timing").Get("repeat").Get("boundsPeriod"));
        draft.Add(new(NodeKinds.Medication, medication.Label() ?? Type)
        {
            Start = bounds.Start.Or(FhirTime.Read(resource, "authoredOn")),
            End = bounds.End.Or(FhirTime.Read(resource.Get("dispenseRequest").Get("validityPeriod"), "end")),
            Status = resource.Text("status"),
            Code = medication.Code(), Codes = [.. medication.Codes()],
            Reasons = resource.Reasons(),
            Detail = Medications.Dosage(resource, "dosageInstruction"),
        });
        draft.Place(resource);
        draft.Because(resource.Targets("reasonReference"), EdgeKinds.TreatedWith);
        draft.To(resource.Targets("priorPrescription"), EdgeKinds.Related);
    }
}
