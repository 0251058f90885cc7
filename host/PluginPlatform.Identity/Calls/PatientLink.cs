namespace PluginPlatform.Identity.Calls;

/// <summary>Reads who a user is in the record (SMART App Launch 2.2, claim fhirUser).</summary>
internal static class PatientLink
{
    private const string Prefix = "Patient/";

    /// <summary>The data subject a patient's account stands for; null when it stands for none.</summary>
    public static string? SubjectOf(string? fhirUser) =>
        fhirUser is not null && fhirUser.StartsWith(Prefix, StringComparison.Ordinal) && fhirUser.Length > Prefix.Length ? fhirUser[Prefix.Length..] : null;
}
