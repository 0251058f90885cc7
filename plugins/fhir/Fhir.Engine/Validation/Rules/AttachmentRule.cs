using System.Buffers.Text;
using System.Globalization;
using Fhir.Engine.Issues;

namespace Fhir.Engine.Validation.Rules;

/// <summary>att-1, and a stated size that is the data's.</summary>
internal sealed class AttachmentRule : ElementRule
{
    public override IEnumerable<string> Types => ["Attachment"];

    public override void Check(RuleContext at)
    {
        var data = at.Child("data");
        if (data < 0)
        {
            return;
        }
        if (!at.Has("contentType"))
        {
            at.Violates("att-1", "An attachment with data names its content type");
        }
        if (int.TryParse(at.Tape.ChildText(at.Node, "size"), CultureInfo.InvariantCulture, out var stated)
            && at.Tape[data].Kind == Parsing.NodeKind.String
            && Base64.IsValid(at.Tape.Raw(data), out var actual) && actual != stated)
        {
            at.State.ErrorAt("size", IssueCode.Value, $"The stated size is {stated}, the data have {actual} bytes.");
        }
    }
}
