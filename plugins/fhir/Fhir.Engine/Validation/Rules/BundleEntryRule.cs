using Fhir.Engine.Issues;

namespace Fhir.Engine.Validation.Rules;

/// <summary>bdl-5 and bdl-8: an entry has content, and its fullUrl names one resource whatever its version.</summary>
internal sealed class BundleEntryRule : ElementRule
{
    public override IEnumerable<string> Types => ["Bundle.entry"];

    public override void Check(RuleContext at)
    {
        if (!at.Has("resource") && !at.Has("request") && !at.Has("response"))
        {
            at.Violates("bdl-5", "An entry has a resource, or a request or response");
        }
        var fullUrl = at.Child("fullUrl");
        if (fullUrl < 0)
        {
            return;
        }
        if (at.Tape.Raw(fullUrl).IndexOf("/_history/"u8) >= 0)
        {
            at.Violates("bdl-8", "A fullUrl names no version");
        }
        if (!at.Tape.Raw(fullUrl).Contains((byte)':'))
        {
            at.State.ErrorAt("fullUrl", IssueCode.Invalid, "A fullUrl is absolute.");
        }
    }
}
