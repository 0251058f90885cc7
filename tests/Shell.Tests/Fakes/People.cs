using System.Collections.Frozen;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.UI.Patients;

namespace Shell.Tests.Fakes;

/// <summary>Invented readers and patients.</summary>
internal static class People
{
    public static SubjectSummary Patient(string id, string? born = "1959-05-03", string? died = null) =>
        new(id, $"Testperson, {id}", born, "female", [new("MRN", "SYN-" + id)], died);

    public static PatientContext Context(string id) => new(Patient(id));

    public static CallContext Reader(params string[] permissions) => new()
    {
        Tenant = "demo",
        Actor = new(ActorKind.User, "u1", "clinician@demo"),
        Permissions = permissions.ToFrozenSet(),
        Data = permissions.Contains("fhir:read") ? DataGrants.All : DataGrants.None,
        RequestId = "r1",
    };
}
