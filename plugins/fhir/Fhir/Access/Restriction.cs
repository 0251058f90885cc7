using Fhir.Engine.Search.Indexing;
using Fhir.Searching;

namespace Fhir.Access;

/// <summary>What narrowed grants leave of a resource type for one interaction: of each group at least one opening holds.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Groups">One for each action the interaction needs that is not open for the whole type.</param>
internal sealed record Restriction(string Type, IReadOnlyList<IReadOnlyList<Opening>> Groups)
{
    /// <summary>Adds the condition on <c>resource r</c>, a row of this type.</summary>
    public void AppendTo(SqlText sql, FilterSql filters)
    {
        sql.Add("true");
        foreach (var group in Groups)
        {
            // A group without an opening opens nothing.
            sql.Add(" AND (false");
            foreach (var opening in group)
            {
                sql.Add(" OR ");
                opening.AppendTo(sql, filters);
            }

            sql.Add(")");
        }
    }

    /// <summary>Whether a content is left; see <see cref="Opening.Holds"/>.</summary>
    public bool Holds(SearchRows rows, IReadOnlyList<string> subjects, bool alone) =>
        Groups.All(group => group.Any(opening => opening.Holds(rows, subjects, alone)));
}
