using Fhir.Access;
using Fhir.Storing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Subjects;

namespace Fhir.Subjects;

/// <summary>Finds patients for the shell.</summary>
internal sealed class SubjectDirectory(FindPatients find, LoadResource load, Reach reach, IAccessLog access) : ISubjectDirectory
{
    public async Task<IReadOnlyList<SubjectSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken)
    {
        Require(DataAction.Search);
        var found = await find.RunAsync(TypedText.Read(text), Math.Clamp(limit, 1, 100), cancellationToken);
        access.Touch(DataAction.Search, "Patient", [.. found.Select(p => p.Id)]);
        return found;
    }

    public async Task<SubjectSummary?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Require(DataAction.Read);
        var stored = await load.CurrentAsync("Patient", id, cancellationToken);
        access.Touch(DataAction.Read, "Patient", stored?.Subjects ?? []);
        return stored is { Json: { } json } ? ReadPatient.Summary(id, json) : null;
    }

    private void Require(DataAction action)
    {
        if (!reach.Allows(action, "Patient"))
        {
            throw new UnauthorizedAccessException("The caller's grants do not cover Patient: grant phi.read:Patient.");
        }
    }
}
