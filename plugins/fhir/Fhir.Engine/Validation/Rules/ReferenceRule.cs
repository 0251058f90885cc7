using Fhir.Engine.Issues;
using Fhir.Engine.References;

namespace Fhir.Engine.Validation.Rules;

/// <summary>A literal reference names a type the element may point at (R4 2.3.0.4); ref-1 is noted for later.</summary>
internal sealed class ReferenceRule : ElementRule
{
    public override IEnumerable<string> Types => ["Reference"];

    public override void Check(RuleContext at)
    {
        var node = at.Child("reference");
        if (node < 0)
        {
            return;
        }
        var reference = at.Tape.Raw(node);
        if (reference.IsEmpty)
        {
            return;
        }
        if (reference[0] == '#')
        {
            at.State.HasLocalLinks = true;
            return;
        }
        if (at.Property is not { } property || !RelativeReference.TryRead(at.State.Definitions, reference, out var target))
        {
            return;
        }
        if (!property.Type.Allows(target.Type))
        {
            at.State.ErrorAt("reference", IssueCode.Structure, $"A reference here cannot point at a {target.Type.Name}.");
        }
    }
}
