namespace Journey.Contracts;

/// <summary>Kinds of events in a journey. Consumers show kinds they do not know; more may come.</summary>
public static class NodeKinds
{
    /// <summary>FHIR Encounter.</summary>
    public const string Encounter = "encounter";

    /// <summary>FHIR Condition.</summary>
    public const string Problem = "problem";

    /// <summary>FHIR MedicationRequest and MedicationStatement.</summary>
    public const string Medication = "medication";

    /// <summary>FHIR Procedure and ImagingStudy.</summary>
    public const string Procedure = "procedure";

    /// <summary>FHIR Observation, or one component of it.</summary>
    public const string Result = "result";

    /// <summary>FHIR DocumentReference and DiagnosticReport.</summary>
    public const string Document = "document";

    /// <summary>FHIR Immunization.</summary>
    public const string Immunisation = "immunisation";

    /// <summary>FHIR CarePlan.</summary>
    public const string CarePlan = "careplan";

    /// <summary>FHIR Goal.</summary>
    public const string Goal = "goal";

    /// <summary>FHIR AllergyIntolerance.</summary>
    public const string Allergy = "allergy";
}
