using PluginPlatform.Sdk.Subjects;

namespace PluginPlatform.Sdk.UI.Patients;

/// <summary>The patient in context: what every patient fragment receives. Immutable; a change of patient is a new instance.</summary>
/// <param name="Subject">Who, as the record's plugin tells it.</param>
public sealed record PatientContext(SubjectSummary Subject)
{
    /// <summary>The data subject's id.</summary>
    public string Id => Subject.Id;
}
