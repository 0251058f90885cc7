using System.Collections.Frozen;
using System.Security.Cryptography;
using PluginPlatform.Audit;
using PluginPlatform.Host.Readers;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Plugins.Exports;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Research;

namespace PluginPlatform.Host.Research;

/// <summary>
/// Streams a tenant's records, de-identified, a page at a time. The key by which ids and dates are replaced is made for each
/// export and forgotten with it: nobody can go back, and two exports cannot be joined.
/// </summary>
internal sealed class ExportForResearch(TenantLife tenants, RootExports exports, AuditTrail audit, TimeProvider time)
{
    private static readonly DataGrants Everything = new([new(DataGrants.AnyKind, DataAction.Read | DataAction.Search)]);

    /// <param name="caller">Who exports.</param>
    /// <param name="asked">What.</param>
    /// <param name="cancellationToken">Cancels before the first record.</param>
    /// <returns>An export that can begin, or why there is none.</returns>
    public async Task<ResearchOutcome> BeginAsync(CallContext caller, ResearchAsked asked, CancellationToken cancellationToken)
    {
        if (Refuse(asked) is { } refused)
        {
            return refused;
        }

        if (await tenants.FindAsync(asked.Tenant, cancellationToken) is not { State: "active" })
        {
            return new ResearchOutcome.Refused("research.tenant", $"There is no active tenant '{asked.Tenant}'.", 404);
        }

        // By its purpose the call comes before consents as research: the database leaves out whoever denied that.
        var call = new CallContext
        {
            Tenant = asked.Tenant, Actor = caller.Actor, Permissions = FrozenSet<string>.Empty, Data = Everything, RequestId = caller.RequestId, Purpose = PurposeOfUse.Research,
        };
        var now = time.GetUtcNow();
        await audit.AppendAsync(
            KernelRow.For(call, "research-export", "privacy deidentify", $"dates={asked.Dates}; {(asked.Group is null ? "all" : "group=" + asked.Group)}; {asked.Reason}", now), cancellationToken);
        if (exports.Find<IResearchRecords>(call) is not { } records
            || exports.Find<IResearchRecords>(call with { Purpose = PurposeOfUse.Operations }) is not { } groups)
        {
            return new ResearchOutcome.Refused("research.record", "No active plugin of this tenant keeps records. Switch the clinical record on.", 409);
        }

        // A group is hidden from research as soon as one of its members is: who is in it is looked up for operations.
        var members = asked.Group is null ? null : await groups.MembersAsync(asked.Group, cancellationToken);
        if (asked.Group is not null && members is null)
        {
            return new ResearchOutcome.Refused("research.group", "There is no such Group.", 404);
        }

        var request = new ResearchRequest
        {
            Key = RandomNumberGenerator.GetBytes(32),
            ShiftDates = asked.Dates == "shift",
            Today = DateOnly.FromDateTime(now.UtcDateTime),
            Subjects = members,
            CodeSystems = asked.CodeSystems,
        };
        var first = await records.ReadAsync(request, null, cancellationToken);
        return new ResearchOutcome.Begun((output, token) => WriteAsync(records, request, first, output, token));
    }

    private static async Task WriteAsync(
        IResearchRecords records, ResearchRequest request, ResearchPage first, Stream output, CancellationToken cancellationToken)
    {
        for (var page = first; ;)
        {
            await output.WriteAsync(page.Lines, cancellationToken);
            if (page.Next is null)
            {
                return;
            }

            page = await records.ReadAsync(request, page.Next, cancellationToken);
        }
    }

    private static ResearchOutcome.Refused? Refuse(ResearchAsked asked) =>
        asked.Reason.Trim().Length is < 4 or > 120 ? new("research.reason", "Say why, in 4 to 120 characters; it goes into the audit trail.", 400)
        : asked.Dates is not ("year" or "shift") ? new("research.dates", "Dates are 'year' (safe harbour) or 'shift' (intervals stay; not safe harbour).", 400)
        : asked.All == (asked.Group is not null) ? new("research.who", "Name a group, or say all: one of them.", 400)
        : asked.CodeSystems.Count > 100 || asked.CodeSystems.Any(system => system.Length is 0 or > 300) ? new("research.systems", "At most 100 code systems of at most 300 characters.", 400)
        : null;
}

/// <summary>An export as it was asked for.</summary>
internal sealed record ResearchAsked(string Tenant, bool All, string? Group, string Dates, string Reason, IReadOnlyList<string> CodeSystems);

/// <summary>What became of the wish for an export.</summary>
internal abstract record ResearchOutcome
{
    /// <summary>It can be written.</summary>
    internal sealed record Begun(Func<Stream, CancellationToken, Task> WriteAsync) : ResearchOutcome;

    /// <summary>It is not done.</summary>
    internal sealed record Refused(string Code, string Reason, int Status) : ResearchOutcome;
}
