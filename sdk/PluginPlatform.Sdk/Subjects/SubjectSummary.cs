namespace PluginPlatform.Sdk.Subjects;

/// <summary>What identifies a data subject to a person who picks one: a name and two identifiers.</summary>
/// <param name="Id">The data subject's id (for the <c>fhir</c> plugin the Patient's logical id).</param>
/// <param name="Name">Family name first, for example <c>Testperson, Juniper</c>.</param>
/// <param name="BirthDate">Birth date as recorded, <c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>; null when unknown.</param>
/// <param name="Sex">Administrative sex as recorded (<c>female</c>, <c>male</c>, <c>other</c>, <c>unknown</c>); null when not recorded.</param>
/// <param name="Identifiers">Label and value, the most useful first, for example (<c>MRN</c>, <c>SYN-0048213</c>).</param>
/// <param name="DeceasedOn">Date of death, or null.</param>
public sealed record SubjectSummary(
    string Id,
    string Name,
    string? BirthDate,
    string? Sex,
    IReadOnlyList<SubjectIdentifier> Identifiers,
    string? DeceasedOn);

/// <summary>An identifier as people read it.</summary>
/// <param name="Label">Short type, for example <c>MRN</c>.</param>
/// <param name="Value">The value.</param>
public sealed record SubjectIdentifier(string Label, string Value);
