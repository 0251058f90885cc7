using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;
using Fhir.Engine.References;
using Fhir.Engine.Writing;

namespace Fhir.Engine.Bundles;

/// <summary>Rewrites the references of a transaction's resources (R4 3.1.0.11.2).</summary>
public static class EntryWriter
{
    /// <summary>
    /// The entry's resource with its addresses replaced (Reference.reference, uri, url, oid, uuid, canonical, and href and src of
    /// the narrative) and the stamp set.
    /// </summary>
    public static EntryContent Write(BundleEntry entry, ReferenceMap map, VersionStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(map);
        var resource = entry.Resource ?? throw new ArgumentException("The entry carries no resource.", nameof(entry));
        var edits = new JsonEdits();
        var issues = new IssueList(IssueList.DefaultCap);
        var tape = resource.Tape;
        for (var node = resource.Root + 1; node < tape[resource.Root].End; node++)
        {
            if (tape[node].Kind is not (NodeKind.String or NodeKind.EscapedString))
            {
                continue;
            }
            if (ResourceReferences.IsLiteral(tape, node))
            {
                Rewrite(entry, map, node, edits, issues);
            }
            else if (IsAddress(tape.TypeOf(node).Primitive))
            {
                if (map.Find(Unescaped(tape, node), null) is { } target)
                {
                    edits.Replace(tape[node].Start, tape[node].Length, target);
                }
            }
            else if (tape.TypeOf(node).Primitive == PrimitiveKind.Xhtml)
            {
                NarrativeLinks.Rewrite(tape, node, map, entry.RestBase, edits);
            }
        }
        ResourceWriter.AddStamp(edits, resource, stamp);
        return new EntryContent(edits.Apply(resource.Json.Span, tape[resource.Root].Start), issues.Items);
    }

    private static bool IsAddress(PrimitiveKind kind) =>
        kind is PrimitiveKind.Uri or PrimitiveKind.Url or PrimitiveKind.Oid or PrimitiveKind.Uuid or PrimitiveKind.Canonical;

    private static void Rewrite(BundleEntry entry, ReferenceMap map, int node, JsonEdits edits, IssueList issues)
    {
        var resource = entry.Resource!;
        var tape = resource.Tape;
        var address = Unescaped(tape, node);
        if (map.Find(address, entry.RestBase) is { } target)
        {
            edits.Replace(tape[node].Start, tape[node].Length, target);
        }
        else if (address.StartsWith("urn:uuid:"u8) || address.StartsWith("urn:oid:"u8) || address.Contains((byte)'?'))
        {
            issues.Error(IssueCode.NotFound, "The reference points at nothing in the bundle.",
                TapePath.Of(tape, resource.Root, node, $"{entry.Expression}.resource"));
        }
    }

    private static ReadOnlySpan<byte> Unescaped(Tape tape, int node) =>
        tape[node].Kind == NodeKind.EscapedString ? Encoding.UTF8.GetBytes(tape.Text(node)) : tape.Raw(node);
}
