using Fhir.Engine.Issues;

namespace Fhir.Engine.Validation.Rules;

/// <summary>ext-1, and a URL that names the extension in the world (R4 2.5.0.1).</summary>
internal sealed class ExtensionRule : ElementRule
{
    public override IEnumerable<string> Types => ["Extension"];

    public override void Check(RuleContext at)
    {
        var nested = at.Has("extension");
        if (nested == at.Has("value"))
        {
            at.Violates("ext-1", "An extension has either a value or extensions");
        }
        // An inner extension of a complex one may name itself by a plain word.
        if (at.State.Path.IsNestedIn("extension"))
        {
            return;
        }
        var url = at.Child("url");
        if (url >= 0 && !at.Tape.Raw(url).Contains((byte)':'))
        {
            at.State.ErrorAt("url", IssueCode.Invalid, "The URL of an extension is absolute.");
        }
    }
}
