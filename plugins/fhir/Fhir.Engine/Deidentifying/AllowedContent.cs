using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Fhir.Engine.Deidentifying;

/// <summary>
/// What may stay. Everything else goes: a resource type, an element of those that describe people and places, a data type, an
/// extension or a code system that is not named here is not known to be safe.
/// </summary>
internal static partial class AllowedContent
{
    /// <summary>Clinical facts: of their elements those stay whose data types are safe.</summary>
    private static readonly FrozenSet<string> Clinical = FrozenSet.ToFrozenSet(
    [
        "AllergyIntolerance", "CarePlan", "CareTeam", "Claim", "ClinicalImpression", "Condition", "Coverage", "DetectedIssue", "DiagnosticReport",
        "Encounter", "EpisodeOfCare", "ExplanationOfBenefit", "FamilyMemberHistory", "Flag", "Goal", "ImagingStudy", "Immunization",
        "ImmunizationRecommendation", "Medication", "MedicationAdministration", "MedicationDispense", "MedicationRequest", "MedicationStatement",
        "NutritionOrder", "Observation", "Procedure", "RiskAssessment", "ServiceRequest", "Specimen", "SupplyDelivery", "VisionPrescription",
    ], StringComparer.Ordinal);

    /// <summary>Whoever and whatever is behind names, addresses and numbers: these elements alone.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> Named = new Dictionary<string, string[]>
    {
        ["Patient"] =
        [
            "extension", "gender", "birthDate", "deceased", "address", "maritalStatus", "multipleBirth", "communication", "generalPractitioner", "managingOrganization",
        ],
        ["Practitioner"] = ["active", "gender"],
        ["PractitionerRole"] = ["active", "practitioner", "organization", "code", "specialty", "location"],
        ["Organization"] = ["active", "type", "partOf"],
        ["Location"] = ["status", "mode", "type", "physicalType", "managingOrganization", "partOf"],
        ["Device"] = ["status", "type", "patient"],
        ["RelatedPerson"] = ["active", "patient", "relationship", "gender"],
    }.ToFrozenDictionary(entry => entry.Key, entry => FrozenSet.ToFrozenSet(entry.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Data types without text, looked into by their own definitions.</summary>
    private static readonly FrozenSet<string> Composite = FrozenSet.ToFrozenSet(
        ["Dosage", "Period", "Range", "Ratio", "Timing"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Plain = FrozenSet.ToFrozenSet(
        ["boolean", "decimal", "integer", "positiveInt", "unsignedInt"], StringComparer.Ordinal);

    // Race and ethnicity are none of the eighteen identifiers; their free text is a string and goes.
    private static readonly FrozenSet<string> Extensions = FrozenSet.ToFrozenSet(
        ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-race", "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> ExtensionParts = FrozenSet.ToFrozenSet(["ombCategory", "detailed"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Systems = FrozenSet.ToFrozenSet(
    [
        "http://loinc.org", "http://snomed.info/sct", "http://www.nlm.nih.gov/research/umls/rxnorm", "http://unitsofmeasure.org", "http://www.ama-assn.org/go/cpt",
        "http://hl7.org/fhir/sid/cvx", "http://hl7.org/fhir/sid/mvx", "http://hl7.org/fhir/sid/ndc", "http://hl7.org/fhir/sid/icd-9-cm", "http://hl7.org/fhir/sid/icd-10",
        "http://hl7.org/fhir/sid/icd-10-cm", "http://hl7.org/fhir/sid/icf-nl", "http://hl7.org/fhir/sid/atc", "http://www.whocc.no/atc", "http://www.cms.gov/Medicare/Coding/ICD10",
        "http://nucc.org/provider-taxonomy", "http://dicom.nema.org/resources/ontology/DCM", "http://fdasis.nlm.nih.gov", "http://hl7.org/fhir/ndfrt",
        "http://www.nubc.org/patient-discharge", "urn:ietf:bcp:47", "urn:iso:std:iso:3166", "urn:iso:std:iso:4217", "urn:oid:2.16.840.1.113883.6.238",
        "https://bluebutton.cms.gov/resources/codesystem/adjudication", "https://bluebutton.cms.gov/resources/variables/line_cms_type_srvc_cd",
    ], StringComparer.Ordinal);

    public static bool IsResource(string type) => Clinical.Contains(type) || Named.ContainsKey(type);

    /// <summary>Whether the type may stand without a patient: those that care for them.</summary>
    public static bool MayBeOfNobody(string type) => type is "Practitioner" or "PractitionerRole" or "Organization" or "Location" or "Medication";

    public static bool IsElement(string type, string element) => !Named.TryGetValue(type, out var elements) || elements.Contains(element);

    public static bool IsComposite(string type) => Composite.Contains(type);

    public static bool IsPlain(string type) => Plain.Contains(type);

    public static bool IsExtension(string url) => Extensions.Contains(url);

    public static bool IsExtensionPart(string url) => ExtensionParts.Contains(url);

    /// <summary>HL7's own code systems hold words for everyone; other than those of sid, which has numbers of people too.</summary>
    public static bool IsSystem(string system, IReadOnlyCollection<string> more) =>
        Systems.Contains(system) || more.Contains(system)
        || system.StartsWith("http://terminology.hl7.org/CodeSystem/", StringComparison.Ordinal)
        || (system.StartsWith("http://hl7.org/fhir/", StringComparison.Ordinal) && !system.StartsWith("http://hl7.org/fhir/sid/", StringComparison.Ordinal));

    /// <summary>Codes have no blanks and are short; a sentence in their place is not one.</summary>
    public static bool IsCode(string code) => CodeForm().IsMatch(code);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/+*'^-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();

    /// <summary>UCUM has brackets, braces, percents and more (The Unified Code for Units of Measure, 2.1).</summary>
    public static bool IsUnit(string code) => UnitForm().IsMatch(code);

    // Braces hold annotations, which are free text: those of one word only.
    [GeneratedRegex(@"\A[A-Za-z0-9%1*./'""\[\]()^+_-]{1,30}\z|\A[A-Za-z0-9%*./'\[\]()^+_-]{0,20}\{[A-Za-z0-9._#/()-]{1,20}\}[A-Za-z0-9%*./'\[\]()^+_-]{0,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UnitForm();
}
