using Fhir.Engine.Deidentifying;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Research;

namespace Fhir.Research;

/// <summary>
/// The record, de-identified, patient by patient and then whoever treats them. A page ends at a mebibyte or with a patient's
/// record, whichever comes first, so that no export takes more memory than one page and the list of one record's resources.
/// </summary>
internal sealed class ResearchRecords(R4 r4, LoadForResearch load, CallContext call, IAccessLog access) : IResearchRecords
{
    private const int Batch = 200;
    private const int PageBytes = 1 << 20;

    private readonly Deidentifier _deidentifier = new(r4.Definitions);

    public async Task<IReadOnlyList<string>?> MembersAsync(string group, CancellationToken cancellationToken)
    {
        Demand();
        access.Touch(DataAction.Read, "Group");
        return await load.MembersAsync(group, cancellationToken);
    }

    public async Task<ResearchPage> ReadAsync(ResearchRequest request, string? cursor, CancellationToken cancellationToken)
    {
        Demand();
        var options = new DeidentifyOptions(
            request.Key, request.ShiftDates ? DateTreatment.Shift : DateTreatment.Year, request.Today, [.. request.CodeSystems]);
        var place = ResearchCursor.Read(cursor);
        return place.Phase == 'p'
            ? await PatientAsync(options, request.Subjects is { } some ? [.. some] : null, place, cancellationToken)
            : await NobodyAsync(options, place, cancellationToken);
    }

    private void Demand()
    {
        if (!call.Data.Allows(DataAction.Read | DataAction.Search, DataGrants.AnyKind) || !call.View.IsEveryone)
        {
            throw new UnauthorizedAccessException("A research export needs the grant to read and search every kind of data of the tenant.");
        }
    }

    private async Task<ResearchPage> PatientAsync(
        DeidentifyOptions options, string[]? members, ResearchCursor place, CancellationToken cancellationToken)
    {
        var next = place.Key is null
            ? await load.NextPatientAsync(members, place.Id, cancellationToken)
            : await load.NextPatientAsync([place.Id], "", cancellationToken);
        return next is var (id, content) ? await RecordAsync(options, id, content, place.Key, cancellationToken)
            : new(default, 0, 0, (place.Key is null ? ResearchCursor.Nobody : new('p', place.Id, null)).ToString());
    }

    private async Task<ResearchPage> RecordAsync(
        DeidentifyOptions options, string subject, byte[] patient, long? within, CancellationToken cancellationToken)
    {
        access.Touch(DataAction.Search, DataGrants.AnyKind, subject);
        access.Describe("research");
        var treatment = SubjectTreatment.Of(patient, options);
        var keys = await load.KeysAsync(subject, cancellationToken);
        var lines = new MemoryStream();
        var (records, after) = (0, within ?? 0);
        while (lines.Length < PageBytes)
        {
            var contents = await load.ContentsAsync(subject, after, Batch, cancellationToken);
            foreach (var (key, content) in contents)
            {
                records += Write(lines, _deidentifier.Run(content, options, treatment, (type, id) => Deidentifier.ExportsOfNobody(type) || keys.Contains((type, id))));
                after = key;
            }

            if (contents.Count < Batch)
            {
                return Page(lines, within is null ? 1 : 0, records, new('p', subject, null));
            }
        }

        return Page(lines, within is null ? 1 : 0, records, new('p', subject, after));
    }

    private async Task<ResearchPage> NobodyAsync(DeidentifyOptions options, ResearchCursor place, CancellationToken cancellationToken)
    {
        var after = place.Id.Split('/');
        var found = await load.OfNobodyAsync(after[0], after[1], Batch, cancellationToken);
        var lines = new MemoryStream();
        var records = 0;
        foreach (var (_, _, content) in found)
        {
            records += Write(lines, _deidentifier.Run(content, options, null, (type, _) => Deidentifier.ExportsOfNobody(type)));
        }

        return Page(lines, 0, records, found.Count < Batch ? null : new('n', $"{found[^1].Type}/{found[^1].Id}", null));
    }

    private static int Write(MemoryStream lines, byte[]? resource)
    {
        if (resource is null)
        {
            return 0;
        }

        lines.Write(resource);
        lines.WriteByte((byte)'\n');
        return 1;
    }

    private static ResearchPage Page(MemoryStream lines, int subjects, int records, ResearchCursor? next) =>
        new(lines.GetBuffer().AsMemory(0, (int)lines.Length), subjects, records, next?.ToString());
}
