using Fhir.Engine.Parsing;
using Fhir.Engine.Primitives;
using Fhir.Engine.Writing;

namespace Fhir.Engine.Bundles;

/// <summary>Rewrites the addresses in a narrative (R4 3.1.0.11.2).</summary>
internal static class NarrativeLinks
{
    public static void Rewrite(Tape tape, int node, ReferenceMap map, string? restBase, JsonEdits edits)
    {
        var addresses = new NarrativeAddresses(tape.Raw(node));
        while (addresses.MoveNext())
        {
            if (map.Find(addresses.Current, restBase) is { } target)
            {
                edits.Replace(tape[node].Start + addresses.Start, addresses.Length, target);
            }
        }
    }
}
