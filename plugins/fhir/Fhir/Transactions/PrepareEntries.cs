using Fhir.Engine.Bundles;
using Fhir.Engine.Issues;
using Fhir.Engine.Writing;
using Fhir.Http;
using Fhir.Storing;

namespace Fhir.Transactions;

/// <summary>Gives each entry its id, rewrites its references and makes the change to be written.</summary>
internal sealed class PrepareEntries(PrepareChange prepare)
{
    public PreparedEntries Run(TransactionBundle bundle, Resolved resolved)
    {
        var ids = new Dictionary<int, string>();
        foreach (var entry in bundle.Entries.Where(e => e.Method is BundleMethod.Post or BundleMethod.Put))
        {
            ids[entry.Index] = resolved.Existing.TryGetValue(entry.Index, out var match) ? match.Id : entry.Id ?? prepare.NewId();
        }

        var map = ReferenceMap.Build(bundle, e => ids.GetValueOrDefault(e.Index), resolved.References);
        var prepared = new PreparedEntries();
        var now = prepare.Now;
        foreach (var entry in bundle.Entries)
        {
            if (resolved.Existing.TryGetValue(entry.Index, out var existing))
            {
                prepared.AddExisting(entry.Index, existing);
            }
            else if (!IfMatch.TryRead(entry.IfMatch, out var expected))
            {
                prepared.Issues.Add(new(IssueSeverity.Error, IssueCode.Value, "ifMatch names one version, as in W/\"3\".", $"{entry.Expression}.request.ifMatch"));
            }
            else if (entry.Method == BundleMethod.Delete)
            {
                prepared.Add(entry.Index, PrepareChange.Delete(entry.ResourceType!, entry.Id!, expected, entry.Expression));
            }
            else if (ids.TryGetValue(entry.Index, out var id))
            {
                Store(entry, map, PrepareChange.Stamp(id, now), expected, prepared);
            }
        }

        return prepared;
    }

    private void Store(BundleEntry entry, ReferenceMap map, VersionStamp stamp, int? expected, PreparedEntries prepared)
    {
        var content = EntryWriter.Write(entry, map, stamp);
        prepared.Issues.AddRange(content.Issues);
        var kind = entry.Method == BundleMethod.Post ? ChangeKind.Create : ChangeKind.Put;
        prepared.Add(entry.Index, prepare.Stored(
            kind, entry.ResourceType!, content.Json, stamp, expected, $"{entry.Expression}.resource"));
    }
}
