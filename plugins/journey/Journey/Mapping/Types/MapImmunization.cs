using System.Text.Json;
using Journey.Contracts;
using Journey.Mapping.Reading;

namespace Journey.Mapping.Types;

/// <summary>Immunization (R4 11.5). What was not given is no event.</summary>
internal sealed class MapImmunization : IMapper
{
    public string Type => "Immunization";

    public string Subject => "patient";

    public void Map(JsonElement resource, Draft draft)
    {
        if (resource.Text("status") == "not-done")
        {
            return;
        }

        var vaccine = resource.Get("vaccineCode");
        var given = FhirTime.Read(resource, "occurrenceDateTime");
        draft.Add(new(NodeKinds.Immunisation, vaccine.Label() ?? Type)
        {
            Start = given.Or(FhirTime.Read(resource, "recorded")), End = given,
            Status = resource.Text("status"),
            Code = vaccine.Code(), Codes = [.. vaccine.Codes()],
            Reasons = resource.Reasons(),
            Detail = FhirJson.Join(resource.Text("occurrenceString"), resource.Get("site").Label(), Measured.Say(resource.Get("doseQuantity"))),
        });
        draft.Place(resource);
        draft.Because(resource.Targets("reasonReference"), EdgeKinds.TreatedWith);
    }
}
