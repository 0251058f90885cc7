using System.Globalization;
using Fhir.Engine.Definitions;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.FhirPath;

/// <summary>One item of a collection: an element of the content, or a value an expression made.</summary>
internal readonly record struct PathItem(int Node, object? Value)
{
    public bool IsNode => Node >= 0;

    public static PathItem Of(int node) => new(node, null);

    /// <summary>A computed value: bool, decimal, string, or the type a reference points at.</summary>
    public static PathItem Of(object value) => new(-1, value);

    /// <summary>The value as a system type, or null for an element that has none.</summary>
    public object? ToSystemValue(Tape tape)
    {
        if (!IsNode)
        {
            return Value;
        }
        return tape[Node].Kind switch
        {
            NodeKind.True => true,
            NodeKind.False => false,
            NodeKind.Number => decimal.TryParse(tape.Raw(Node), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
            NodeKind.String or NodeKind.EscapedString => tape.Text(Node),
            _ => null,
        };
    }

    /// <summary>True when the item is of that type or of one derived from it.</summary>
    public bool Is(Tape tape, string typeName) => Value switch
    {
        null => tape.TypeOf(Node).Is(typeName),
        TypeDefinition target => target.Is(typeName),
        bool => typeName is "Boolean" or "boolean",
        string => typeName is "String" or "string",
        decimal => typeName is "Decimal" or "decimal",
        _ => false,
    };
}
