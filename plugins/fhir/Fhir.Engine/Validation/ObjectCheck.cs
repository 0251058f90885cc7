using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Validation;

/// <summary>What holds for every object: something in it (ele-1), what is required there, primitives whole.</summary>
internal static class ObjectCheck
{
    public static void Check(ParseState state, TypeDefinition type, int node, in SeenElements seen)
    {
        if (seen.Properties == 0)
        {
            state.Error(IssueCode.Invalid, "An object cannot be empty.");
            return;
        }
        // The element "id" comes first in every type. Beside a primitive's value an id alone will do.
        if (type.Kind != TypeKind.Resource && seen.All == 1 && state.Tape[node].Kind == NodeKind.Object)
        {
            state.Error(IssueCode.Invariant, "An element has a value or children besides its id (ele-1)");
        }
        for (var missing = type.Required & ~seen.All; missing != 0; missing &= missing - 1)
        {
            var element = type.FirstOf(missing);
            state.ErrorAt(element.Name, IssueCode.Required, $"{type.Name}.{element.Name} is required.");
        }
        if (seen.Extensions != 0 || seen.Nulls)
        {
            PrimitiveParts.Check(state, node);
        }
    }
}
