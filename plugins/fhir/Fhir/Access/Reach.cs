using Fhir.Searching;
using Fhir.Storing;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Fhir.Access;

/// <summary>
/// Which resources of a type the caller reaches: all that the database shows, or only what narrowed grants leave of them.
/// What is not reached does not exist for the caller; every statement that reads <c>resource</c> asks here.
/// </summary>
internal sealed class Reach(CallContext call, R4 r4, ScopeFilters filters, TimeProvider time)
{
    private static readonly DataAction[] Actions =
        [DataAction.Create, DataAction.Read, DataAction.Update, DataAction.Delete, DataAction.Search];

    /// <summary>Whether any grant of the call is narrowed. Almost always false, and then nothing else here costs anything.</summary>
    public bool IsNarrowed => call.Narrowed.Count > 0;

    /// <summary>Whether all these actions are open on at least some resources of the type.</summary>
    public bool Allows(DataAction action, string type) =>
        call.Data.Allows(action, type) || (IsNarrowed && Needed(action).All(one => call.Data.Allows(one, type) || Grants(one, type).Any()));

    /// <returns>Null when the whole type is open.</returns>
    public Restriction? Of(DataAction action, string type)
    {
        if (!IsNarrowed || call.Data.Allows(action, type))
        {
            return null;
        }

        return new(type, [.. Needed(action).Where(one => !call.Data.Allows(one, type)).Select(one => Openings(one, type))]);
    }

    /// <summary>Adds the condition on <c>resource r</c> of several types, each beginning with AND.</summary>
    public void AppendTo(SqlText sql, DataAction action, IEnumerable<string> types)
    {
        foreach (var restriction in types.Distinct().Select(type => Of(action, type)).OfType<Restriction>())
        {
            sql.Add(" AND (r.type <> ").Value(restriction.Type).Add(" OR (");
            restriction.AppendTo(sql, FiltersOf(restriction.Type));
            sql.Add("))");
        }
    }

    /// <summary>Adds the condition on <c>resource r</c> of one type, beginning with AND.</summary>
    public void AppendTo(SqlText sql, DataAction action, string type)
    {
        if (Of(action, type) is { } restriction)
        {
            sql.Add(" AND (");
            restriction.AppendTo(sql, FiltersOf(type));
            sql.Add(")");
        }
    }

    /// <summary>Whether the caller may bring a content about: it lies in what the caller reaches, and in no other compartment.</summary>
    public bool MayBecome(DataAction action, Change change) =>
        (call.View.Subject is not { } one || (change.Subjects.Count == 1 && change.Subjects[0] == one))
        && (Of(action, change.Type) is not { } restriction || restriction.Holds(change.Rows!, change.Subjects, alone: true));

    private static IEnumerable<DataAction> Needed(DataAction action) => Actions.Where(one => (action & one) != DataAction.None);

    private IEnumerable<NarrowedGrant> Grants(DataAction action, string type) => call.Narrowed.Where(grant => grant.Concerns(action, type));

    private List<Opening> Openings(DataAction action, string type)
    {
        var openings = new List<Opening>();
        foreach (var grant in Grants(action, type))
        {
            if (grant.Query is null)
            {
                openings.Add(new(grant.Subject, []));
            }
            else if (filters.For(type, grant.Query) is { } conditions)
            {
                openings.Add(new(grant.Subject, conditions));
            }
        }

        return openings;
    }

    private FilterSql FiltersOf(string type) => new(type, r4.Definitions, time);
}
