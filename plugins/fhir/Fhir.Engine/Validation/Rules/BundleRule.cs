using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Validation.Rules;

/// <summary>bdl-1 to bdl-4, bdl-7, and the first entry of documents and messages (bdl-11, bdl-12).</summary>
internal sealed class BundleRule : ElementRule
{
    public override IEnumerable<string> Types => ["Bundle"];

    public override void Check(RuleContext at)
    {
        var type = at.Tape.ChildText(at.Node, "type");
        if (type is not ("searchset" or "history") && at.Has("total"))
        {
            at.Violates("bdl-1", "Only a search set or a history has a total");
        }
        var urls = new HashSet<string>(StringComparer.Ordinal);
        for (var entry = at.Node + 1; entry < at.Tape[at.Node].End; entry = at.Tape[entry].End)
        {
            if (at.Tape[entry].Kind == NodeKind.Object && at.Tape.NameOf(entry) == "entry")
            {
                CheckEntry(at, entry, type, urls);
            }
        }
    }

    private static void CheckEntry(RuleContext at, int entry, string? type, HashSet<string> urls)
    {
        var tape = at.Tape;
        void Violates(string text) => at.State.ErrorAt("entry", IssueCode.Invariant, text, tape[entry].Index);
        if (type != "searchset" && tape.Child(entry, "search") >= 0)
        {
            Violates("Only an entry of a search set says how it matched (bdl-2)");
        }
        if ((type is "batch" or "transaction" or "history") != (tape.Child(entry, "request") >= 0))
        {
            Violates("An entry of a batch, transaction or history has a request, any other none (bdl-3)");
        }
        if (type is "document" or "message" && tape[entry].Index == 0)
        {
            var first = tape.Child(entry, "resource");
            var expected = type == "document" ? "Composition" : "MessageHeader";
            if (first < 0 || tape.TypeOf(first).Name != expected)
            {
                Violates($"A {type} begins with a {expected} (bdl-{(type == "document" ? 11 : 12)})");
            }
        }
        if (type != "history" && tape.ChildText(entry, "fullUrl") is { } url && !urls.Add(url + VersionOf(tape, entry)))
        {
            Violates("A fullUrl occurs once in a bundle, or with different versions (bdl-7)");
        }
    }

    private static string VersionOf(Tape tape, int entry)
    {
        var resource = tape.Child(entry, "resource");
        var meta = resource < 0 ? -1 : tape.Child(resource, "meta");
        return meta < 0 ? "" : " " + tape.ChildText(meta, "versionId");
    }
}
