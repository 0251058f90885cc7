using System.Text.Json.Nodes;
using static Fhir.Demo.DemoJson;

namespace Fhir.Demo;

/// <summary>Writes one person's years as a transaction. The same person and day give the same chart.</summary>
internal sealed class DemoChart(DemoPerson person, DateTimeOffset today)
{
    public const string Organization = "Organization/syn-clinic";

    private static readonly string[] Practitioners = ["Practitioner/syn-practitioner-1", "Practitioner/syn-practitioner-2"];

    private readonly DemoBundle _bundle = new(person.Id);
    private readonly Random _random = new(person.Number);
    private readonly List<(DateTimeOffset At, string Reference)> _visits = [];
    private readonly List<string> _conditions = [];

    private string Patient => $"Patient/{person.Id}";

    public DemoBundle Write()
    {
        AddPatient();
        AddVisits();
        AddProblems();
        AddAllergy();
        AddImmunizations();
        var visits = _visits.ToList();
        for (var i = 0; i < visits.Count; i++)
        {
            AddVitals(visits[i].At, visits[i].Reference, Share(i, visits.Count));
            AddLabs(visits[i].At, visits[i].Reference, Share(i, visits.Count));
        }

        return _bundle;
    }

    private static double Share(int index, int count) => count < 2 ? 1 : (double)index / (count - 1);

    private DateTimeOffset MonthsAgo(double months) => today.AddDays(-months * 30.4).AddHours(8 + _random.Next(8)).AddMinutes(5 * _random.Next(12));

    private double Near(double value, double part) => value * (1 + ((_random.NextDouble() - 0.5) * 2 * part));

    private void AddPatient() => _bundle.Add(new()
    {
        ["resourceType"] = "Patient",
        ["id"] = person.Id,
        ["active"] = true,
        ["identifier"] = new JsonArray(new JsonObject
        {
            ["type"] = Terminology("v2-0203", "MR"), ["system"] = "urn:pluginplatform:demo:mrn", ["value"] = person.Mrn,
        }),
        ["name"] = new JsonArray(new JsonObject { ["use"] = "official", ["family"] = person.Family, ["given"] = new JsonArray(person.Given) }),
        ["gender"] = person.Gender,
        ["birthDate"] = Date(today.AddYears(-person.Age).AddDays(-(person.Number * 17 % 300))),
        ["address"] = new JsonArray(new JsonObject { ["line"] = new JsonArray($"{person.Number} Sample Street"), ["city"] = "Exampleville" }),
        ["generalPractitioner"] = new JsonArray(Reference(Practitioners[person.Number % 2])),
        ["managingOrganization"] = Reference(Organization),
    });

    private void AddVisits()
    {
        for (var months = 46.0 - _random.Next(4); months > 0.5; months -= person.Story.VisitEveryMonths)
        {
            var at = MonthsAgo(months);
            _visits.Add((at, AddVisit(at, at.AddMinutes(20 + (5 * _random.Next(5))), "AMB", ReasonAt(months))));
        }

        foreach (var procedure in person.Story.Procedures.Where(p => p.Text.StartsWith("Total", StringComparison.Ordinal)))
        {
            var at = MonthsAgo(procedure.MonthsAgo);
            _visits.Add((at, AddVisit(at, at.AddDays(5), "IMP", "Stay for an operation")));
        }

        _visits.Sort((a, b) => a.At.CompareTo(b.At));
    }

    private string ReasonAt(double monthsAgo)
    {
        var known = person.Story.Conditions.Where(c => c.MonthsAgo >= monthsAgo && (c.Lasted is null || c.MonthsAgo - c.Lasted <= monthsAgo)).ToList();
        return known.Count == 0 ? "Check-up" : $"Follow-up: {known[_random.Next(known.Count)].Text}";
    }

    private string AddVisit(DateTimeOffset start, DateTimeOffset end, string kind, string reason) => _bundle.Add(new()
    {
        ["resourceType"] = "Encounter",
        ["status"] = "finished",
        ["class"] = new JsonObject { ["system"] = "http://terminology.hl7.org/CodeSystem/v3-ActCode", ["code"] = kind },
        ["type"] = new JsonArray(Text(reason)),
        ["subject"] = Reference(Patient),
        ["participant"] = new JsonArray(new JsonObject { ["individual"] = Reference(Practitioners[_random.Next(2)]) }),
        ["period"] = new JsonObject { ["start"] = Instant(start), ["end"] = Instant(end) },
        ["serviceProvider"] = Reference(Organization),
    });

    /// <summary>The visit nearest to a time.</summary>
    private (DateTimeOffset At, string Reference) Visit(double monthsAgo) =>
        _visits.MinBy(v => Math.Abs((v.At - today.AddDays(-monthsAgo * 30.4)).TotalDays));

    private void AddProblems()
    {
        foreach (var condition in person.Story.Conditions)
        {
            var visit = Visit(condition.MonthsAgo);
            var resource = new JsonObject
            {
                ["resourceType"] = "Condition",
                ["clinicalStatus"] = Terminology("condition-clinical", condition.Lasted is null ? "active" : "resolved"),
                ["verificationStatus"] = Terminology("condition-ver-status", "confirmed"),
                ["category"] = new JsonArray(Terminology("condition-category", "problem-list-item")),
                ["code"] = Concept("http://hl7.org/fhir/sid/icd-10-cm", condition.Code, condition.Text),
                ["subject"] = Reference(Patient),
                ["encounter"] = Reference(visit.Reference),
                ["onsetDateTime"] = Date(visit.At),
                ["recordedDate"] = Instant(visit.At),
            };
            if (condition.Lasted is { } lasted)
            {
                resource["abatementDateTime"] = Date(visit.At.AddDays(lasted * 30.4));
            }

            _conditions.Add(_bundle.Add(resource));
        }

        AddMedications();
        AddProcedures();
    }

    private void AddMedications()
    {
        foreach (var medication in person.Story.Medications)
        {
            var visit = Visit(medication.MonthsAgo);
            _bundle.Add(new()
            {
                ["resourceType"] = "MedicationRequest",
                ["status"] = medication.Lasted is null ? "active" : "completed",
                ["intent"] = "order",
                ["medicationCodeableConcept"] = Text(medication.Text),
                ["subject"] = Reference(Patient),
                ["encounter"] = Reference(visit.Reference),
                ["authoredOn"] = Instant(visit.At),
                ["requester"] = Reference(Practitioners[_random.Next(2)]),
                ["reasonReference"] = new JsonArray(Reference(_conditions[medication.For])),
                ["dosageInstruction"] = new JsonArray(Text(medication.Dosage)),
            });
        }
    }

    private void AddProcedures()
    {
        foreach (var procedure in person.Story.Procedures)
        {
            var visit = Visit(procedure.MonthsAgo);
            _bundle.Add(new()
            {
                ["resourceType"] = "Procedure",
                ["status"] = "completed",
                ["code"] = Text(procedure.Text),
                ["subject"] = Reference(Patient),
                ["encounter"] = Reference(visit.Reference),
                ["performedDateTime"] = Instant(visit.At),
                ["reasonReference"] = new JsonArray(Reference(_conditions[procedure.For])),
            });
        }
    }

    private void AddAllergy()
    {
        if (person.Allergy is null)
        {
            return;
        }

        var parts = person.Allergy.Split('|');
        var resource = new JsonObject
        {
            ["resourceType"] = "AllergyIntolerance",
            ["clinicalStatus"] = Terminology("allergyintolerance-clinical", "active"),
            ["verificationStatus"] = Terminology("allergyintolerance-verification", "confirmed"),
            ["code"] = Text(parts.Length == 1 ? "No known allergies" : parts[0]),
            ["patient"] = Reference(Patient),
            ["recordedDate"] = Instant(_visits[0].At),
        };
        if (parts.Length == 3)
        {
            resource["criticality"] = parts[2];
            resource["reaction"] = new JsonArray(new JsonObject { ["manifestation"] = new JsonArray(Text(parts[1])) });
        }

        _bundle.Add(resource);
    }

    private void AddImmunizations()
    {
        foreach (var (code, text, monthsAgo) in new[] { ("140", "Influenza, seasonal", 13), ("140", "Influenza, seasonal", 1), ("115", "Tetanus, diphtheria, pertussis", 30) })
        {
            var visit = Visit(monthsAgo);
            _bundle.Add(new()
            {
                ["resourceType"] = "Immunization",
                ["status"] = "completed",
                ["vaccineCode"] = Concept("http://hl7.org/fhir/sid/cvx", code, text),
                ["patient"] = Reference(Patient),
                ["encounter"] = Reference(visit.Reference),
                ["occurrenceDateTime"] = Instant(visit.At),
            });
        }
    }

    private void AddVitals(DateTimeOffset at, string visit, double share)
    {
        var story = person.Story;
        var systolic = Near(story.Systolic - (share * Math.Max(0, story.Systolic - 128)), 0.04);
        var pressure = Observation("vital-signs", Concept("http://loinc.org", "85354-9", "Blood pressure"), at, visit);
        pressure["component"] = new JsonArray(Component(DemoMeasure.Systolic, systolic), Component(DemoMeasure.Diastolic, systolic * 0.62));
        _bundle.Add(pressure);
        Measure("vital-signs", DemoMeasure.HeartRate, Near(74, 0.12), at, visit);
        Measure("vital-signs", DemoMeasure.Weight, Near(story.Weight * (1 - (share * 0.04)), 0.01), at, visit);
        Measure("vital-signs", DemoMeasure.Oxygen, Math.Min(100, Near(97, 0.015)), at, visit);
        Measure("vital-signs", DemoMeasure.Temperature, Near(36.7, 0.008), at, visit);
        if (visit == _visits[0].Reference)
        {
            Measure("vital-signs", DemoMeasure.Height, story.Height, at, visit);
        }
    }

    private void AddLabs(DateTimeOffset at, string visit, double share)
    {
        if (person.Story.Labs.Count == 0)
        {
            return;
        }

        var results = new JsonArray();
        foreach (var lab in person.Story.Labs)
        {
            results.Add(Reference(Measure("laboratory", lab.Measure, Near(lab.From + ((lab.To - lab.From) * share), 0.03), at, visit)));
        }

        _bundle.Add(new()
        {
            ["resourceType"] = "DiagnosticReport",
            ["status"] = "final",
            ["category"] = new JsonArray(Terminology("v2-0074", "LAB")),
            ["code"] = Text("Blood tests"),
            ["subject"] = Reference(Patient),
            ["encounter"] = Reference(visit),
            ["effectiveDateTime"] = Instant(at),
            ["issued"] = Instant(at.AddHours(4)),
            ["result"] = results,
        });
    }

    private string Measure(string category, DemoMeasure measure, double value, DateTimeOffset at, string visit)
    {
        var observation = Observation(category, Loinc(measure), at, visit);
        observation["valueQuantity"] = Quantity(measure, value);
        if (Range(measure) is { } range)
        {
            observation["referenceRange"] = range;
        }

        return _bundle.Add(observation);
    }

    private JsonObject Observation(string category, JsonObject code, DateTimeOffset at, string visit) => new()
    {
        ["resourceType"] = "Observation",
        ["status"] = "final",
        ["category"] = new JsonArray(Terminology("observation-category", category)),
        ["code"] = code,
        ["subject"] = Reference(Patient),
        ["encounter"] = Reference(visit),
        ["effectiveDateTime"] = Instant(at),
    };

    private static JsonObject Component(DemoMeasure measure, double value)
    {
        var component = new JsonObject { ["code"] = Loinc(measure), ["valueQuantity"] = Quantity(measure, value) };
        if (Range(measure) is { } range)
        {
            component["referenceRange"] = range;
        }

        return component;
    }
}
