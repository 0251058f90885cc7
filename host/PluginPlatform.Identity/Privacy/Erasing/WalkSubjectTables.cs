using Npgsql;
using PluginPlatform.Storage;
using PluginPlatform.Storage.Tenancy;

namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>Goes over every table of every schema for one data subject: counts, erases, and looks whether anything is left.</summary>
internal sealed class WalkSubjectTables(PlatformStorage storage, ErasureTable ledger)
{
    private const int Rounds = 3;
    private const string Kernel = "platform";

    public async Task<IReadOnlyList<SubjectCount>> CountAsync(string tenant, string subject, CancellationToken cancellationToken)
    {
        var counts = new List<SubjectCount>();
        var kernel = new KernelSubjectRows(storage, tenant, subject);
        foreach (var table in KernelSubjectRows.Tables)
        {
            counts.Add(new(Kernel, table, await kernel.CountAsync(table, cancellationToken), 0));
        }

        foreach (var schema in await storage.PluginSchemasAsync(cancellationToken))
        {
            await using var plugin = storage.OpenPlugin(schema);
            var rows = new SubjectRows(plugin, tenant, subject);
            foreach (var table in await storage.SubjectTablesAsync(schema, cancellationToken))
            {
                var (all, shared) = await rows.CountAsync(table, cancellationToken);
                counts.Add(new(schema, table.Name, all, shared));
            }
        }

        return counts;
    }

    /// <summary>Events first, so that none is handled any more while the rest goes; what a handler at work wrote after its table was done, a second round finds.</summary>
    public async Task EraseAsync(string tenant, string subject, Guid erasure, CancellationToken cancellationToken)
    {
        for (var (round, gone) = (0, 1L); round < Rounds && gone > 0; round++)
        {
            gone = await EraseKernelAsync(tenant, subject, erasure, cancellationToken);
            foreach (var schema in await storage.PluginSchemasAsync(cancellationToken))
            {
                await using var plugin = storage.OpenPlugin(schema);
                gone += await ErasePluginAsync(new(plugin, tenant, subject), schema, tenant, erasure, cancellationToken);
            }
        }
    }

    /// <summary>Looks through everything that can hold a text for the subject's id, as a whole word.</summary>
    /// <returns>Rows that name it still.</returns>
    public async Task<long> ProveAsync(string tenant, string subject, Guid erasure, CancellationToken cancellationToken)
    {
        var kernel = new KernelSubjectRows(storage, tenant, subject);
        var sum = 0L;
        foreach (var (table, condition) in (await storage.TablesThatMentionAsync(Kernel, cancellationToken)).Where(table => !ErasureRules.Stays(table.Key)))
        {
            sum += await LeftAsync(tenant, erasure, Kernel, table, await kernel.MentionsAsync(table, condition, cancellationToken), cancellationToken);
        }

        foreach (var schema in await storage.PluginSchemasAsync(cancellationToken))
        {
            await using var plugin = storage.OpenPlugin(schema);
            var rows = new SubjectRows(plugin, tenant, subject);
            foreach (var table in await storage.SubjectTablesAsync(schema, cancellationToken))
            {
                await LeftAsync(tenant, erasure, schema, table.Name, (await rows.CountAsync(table, cancellationToken)).All, cancellationToken);
            }

            foreach (var (table, condition) in await storage.TablesThatMentionAsync(schema, cancellationToken))
            {
                sum += await LeftAsync(tenant, erasure, schema, table, await rows.MentionsAsync(table, condition, cancellationToken), cancellationToken);
            }
        }

        return sum;
    }

    private async Task<long> LeftAsync(string tenant, Guid erasure, string schema, string table, long left, CancellationToken cancellationToken)
    {
        await ledger.LeftAsync(tenant, erasure, schema, table, left, cancellationToken);
        return left;
    }

    private async Task<long> EraseKernelAsync(string tenant, string subject, Guid erasure, CancellationToken cancellationToken)
    {
        var kernel = new KernelSubjectRows(storage, tenant, subject);
        var sum = 0L;
        foreach (var table in KernelSubjectRows.Tables)
        {
            var before = await kernel.CountAsync(table, cancellationToken);
            var gone = await kernel.EraseAsync(table, erasure, cancellationToken);
            await ledger.CountAsync(tenant, erasure, Kernel, table, before, gone, cancellationToken);
            sum += gone;
        }

        return sum;
    }

    // What belongs to rows goes before them; a table others refer to by a key waits for those.
    private async Task<long> ErasePluginAsync(SubjectRows rows, string schema, string tenant, Guid erasure, CancellationToken cancellationToken)
    {
        var sum = 0L;
        var waiting = new Queue<SubjectTable>((await storage.SubjectTablesAsync(schema, cancellationToken)).OrderByDescending(table => table.Belongs));
        for (var refused = 0; waiting.TryDequeue(out var table);)
        {
            try
            {
                var (before, _) = await rows.CountAsync(table, cancellationToken);
                await ledger.CountAsync(tenant, erasure, schema, table.Name, before, 0, cancellationToken);
                for (var more = true; more;)
                {
                    (var gone, more) = await rows.EraseAsync(table, erasure, cancellationToken);
                    await ledger.CountAsync(tenant, erasure, schema, table.Name, before, gone, cancellationToken);
                    sum += gone;
                }

                refused = 0;
            }
            catch (PostgresException reference) when (reference.SqlState == PostgresErrorCodes.ForeignKeyViolation && ++refused <= waiting.Count)
            {
                waiting.Enqueue(table);
            }
        }

        return sum;
    }
}

/// <summary>A data subject's rows of one table.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Table">The table.</param>
/// <param name="All">Rows.</param>
/// <param name="Shared">Those among them that are about somebody else as well.</param>
internal sealed record SubjectCount(string Schema, string Table, long All, long Shared);
