using Fhir.Engine.Bundles;
using Fhir.Engine.Issues;
using Fhir.Outcomes;
using Fhir.Searching;
using Npgsql;

namespace Fhir.Transactions;

/// <summary>Resolves conditional references and conditional creates before a transaction's entries are written (R4 3.1.0.11.2).</summary>
internal sealed class ResolveConditions(FindByCondition find)
{
    public static bool Needed(TransactionBundle bundle) =>
        bundle.ConditionalReferences.Count > 0 || bundle.Entries.Any(e => e is { Method: BundleMethod.Post, IfNoneExist: not null });

    public async Task<(Resolved Resolved, Refusal? Refusal)> RunAsync(
        NpgsqlConnection connection, TransactionBundle bundle, CancellationToken cancellationToken)
    {
        var resolved = new Resolved();
        var creates = bundle.Entries.Where(e => e is { Method: BundleMethod.Post, IfNoneExist: not null }).ToList();
        await FindByCondition.LockAsync(connection, creates.Select(e => $"{e.ResourceType}?{e.IfNoneExist}"), cancellationToken);
        foreach (var entry in creates)
        {
            var (match, refusal) = await find.RunAsync(
                connection, entry.ResourceType!, entry.IfNoneExist!, $"{entry.Expression}.request.ifNoneExist", cancellationToken);
            if (refusal is not null)
            {
                return (resolved, refusal);
            }

            if (match is not null)
            {
                resolved.Existing[entry.Index] = match;
            }
        }

        foreach (var reference in bundle.ConditionalReferences)
        {
            var (match, refusal) = await find.RunAsync(
                connection, reference.ResourceType, reference.Query, reference.Expression, cancellationToken);
            if (match is null)
            {
                return (resolved, refusal ?? Refusal.Of(412, IssueCode.NotFound, $"No {reference.ResourceType} matches the reference.", reference.Expression));
            }

            resolved.References[reference.Text] = $"{match.Type}/{match.Id}";
        }

        return (resolved, null);
    }
}
