using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Validation;

/// <summary>Contained resources and the references to them: ref-1 and dom-2 to dom-5 (R4 2.21).</summary>
internal static class LocalLinks
{
    public static void Check(ParseState state, int resource)
    {
        var tape = state.Tape;
        var contained = ContainedIds(state, resource);
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var node = resource + 1; node < tape[resource].End; node++)
        {
            if (tape[node].Kind is not (NodeKind.String or NodeKind.EscapedString) || tape[node].Length == 0)
            {
                continue;
            }
            if (tape.TypeOf(node).Primitive == PrimitiveKind.Xhtml)
            {
                AddNarrativeLinks(tape, node, used);
                continue;
            }
            if (tape.Raw(node)[0] != (byte)'#' || !IsLink(tape, node))
            {
                continue;
            }
            var id = tape.Text(node)[1..];
            used.Add(id);
            if (id.Length > 0 && !contained.ContainsKey(id) && tape.NameOf(node) == "reference")
            {
                state.Error(IssueCode.Invariant, $"The reference '#{Short(id)}' has no contained resource (ref-1)");
            }
        }
        foreach (var (id, node) in contained)
        {
            if (!used.Contains(id) && !RefersToContainer(tape, node))
            {
                state.ErrorAt("contained", IssueCode.Invariant,
                    "A contained resource is referred to from the resource, or refers to it (dom-3)", tape[node].Index);
            }
        }
    }

    // A picture or a link of the narrative refers to a contained resource as well.
    private static void AddNarrativeLinks(Tape tape, int node, HashSet<string> used)
    {
        var addresses = new NarrativeAddresses(tape.Raw(node));
        while (addresses.MoveNext())
        {
            if (addresses.Current.StartsWith("#"u8))
            {
                used.Add(Encoding.UTF8.GetString(addresses.Current[1..]));
            }
        }
    }

    private static string Short(string id) => id.Length <= 64 ? id : id[..64] + "…";

    private static Dictionary<string, int> ContainedIds(ParseState state, int resource)
    {
        var tape = state.Tape;
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var node = resource + 1; node < tape[resource].End; node = tape[node].End)
        {
            if (tape.NameOf(node) != "contained" || tape[node].Kind != NodeKind.Object)
            {
                continue;
            }
            CheckContained(state, node);
            if (tape.ChildText(node, "id") is not { } id)
            {
                state.ErrorAt("contained", IssueCode.Invariant, "A contained resource has an id (dom-3)", tape[node].Index);
            }
            else if (!ids.TryAdd(id, node))
            {
                state.ErrorAt("contained", IssueCode.Duplicate, "Two contained resources have the same id.", tape[node].Index);
            }
        }
        return ids;
    }

    private static void CheckContained(ParseState state, int node)
    {
        var tape = state.Tape;
        void Violates(string text) => state.ErrorAt("contained", IssueCode.Invariant, text, tape[node].Index);
        if (tape.Child(node, "contained") >= 0)
        {
            Violates("A contained resource contains none itself (dom-2)");
        }
        var meta = tape.Child(node, "meta");
        if (meta < 0)
        {
            return;
        }
        if (tape.Child(meta, "versionId") >= 0 || tape.Child(meta, "lastUpdated") >= 0)
        {
            Violates("A contained resource has no version and no date of change (dom-4)");
        }
        if (tape.Child(meta, "security") >= 0)
        {
            Violates("A contained resource has no security label (dom-5)");
        }
    }

    private static bool IsLink(Tape tape, int node) =>
        tape.NameOf(node) == "reference" || tape.TypeOf(node).Name is "canonical" or "uri" or "url";

    private static bool RefersToContainer(Tape tape, int contained)
    {
        for (var node = contained + 1; node < tape[contained].End; node++)
        {
            if (tape[node].Length == 1 && tape[node].Kind == NodeKind.String && tape.Raw(node)[0] == '#' && IsLink(tape, node))
            {
                return true;
            }
        }
        return false;
    }
}
