using System.Text;
using System.Text.Json;
using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Primitives;
using Fhir.Engine.Text;

namespace Fhir.Engine.Parsing;

/// <summary>Values: arrays, objects and primitives.</summary>
internal ref partial struct ContentReader
{
    private void ReadProperty(Property property, ref SeenElements seen)
    {
        var isArray = _json.TokenType == JsonTokenType.StartArray;
        if (isArray != property.Element.IsList)
        {
            _state.ErrorAt(property.Element.Name, IssueCode.Structure, isArray
                ? $"'{property.Name}' occurs once at most: it cannot be an array."
                : $"'{property.Name}' may repeat: it must be an array.");
            _json.Skip();
        }
        else if (isArray)
        {
            ReadArray(property, ref seen);
        }
        else
        {
            ReadValue(property, -1, ref seen);
        }
    }

    private void ReadArray(Property property, ref SeenElements seen)
    {
        var count = 0;
        while (!_state.Builder.IsFull && _json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            ReadValue(property, count++, ref seen);
        }
        if (count == 0)
        {
            _state.ErrorAt(property.Element.Name, IssueCode.Invalid, "An array cannot be empty.");
        }
        else if (count > property.Element.Max)
        {
            _state.ErrorAt(property.Element.Name, IssueCode.Structure,
                $"'{property.Name}' occurs at most {property.Element.Max} times, not {count}.");
        }
    }

    private void ReadValue(Property property, int index, ref SeenElements seen)
    {
        var type = property.Type.Type;
        if (_json.TokenType == JsonTokenType.Null)
        {
            ReadNull(property, index, ref seen);
        }
        else if (type.Kind == TypeKind.Primitive && !property.IsExtension)
        {
            ReadPrimitive(property, index);
        }
        else if (_json.TokenType != JsonTokenType.StartObject)
        {
            _state.ErrorAt(property.Element.Name, IssueCode.Structure, $"'{property.Name}' must be an object.", index);
            _json.Skip();
        }
        else if (type.IsAnyResource)
        {
            ReadInnerResource(property, index);
        }
        else
        {
            var node = AddObject(property.IsExtension ? NodeKind.PrimitiveExtension : NodeKind.Object, property, type, index);
            _state.Path.Push(property.Element.Name, index);
            ReadObject(property.IsExtension ? _element : type, node, property);
            _state.Path.Pop();
        }
    }

    private void ReadInnerResource(Property property, int index)
    {
        _state.Path.Push(property.Element.Name, index);
        var type = PeekResourceType();
        _state.Path.Pop();
        if (type is null)
        {
            _json.Skip();
            return;
        }
        ReadResource(type, property, index, property.Element.Name);
    }

    // In an array of primitives a null keeps the place of a value that has extensions only, or of no extension (R4 2.6.1.3).
    private void ReadNull(Property property, int index, ref SeenElements seen)
    {
        if (index < 0 || property.Type.Type.Kind != TypeKind.Primitive)
        {
            _state.ErrorAt(property.Element.Name, IssueCode.Invalid, $"'{property.Name}' cannot be null.", index);
            return;
        }
        seen.Nulls = true;
        if (!property.IsExtension)
        {
            _state.Builder.Add(NodeKind.Null, (int)_json.TokenStartIndex, 4, property.Element.Index, property.Type.Type.Index, index);
        }
    }

    private void ReadPrimitive(Property property, int index)
    {
        var type = property.Type.Type;
        var (kind, error) = type.Primitive switch
        {
            PrimitiveKind.Boolean => ReadBoolean(),
            PrimitiveKind.Integer or PrimitiveKind.PositiveInt or PrimitiveKind.UnsignedInt => ReadInteger(type.Primitive),
            PrimitiveKind.Decimal => (NodeKind.Number, _json.TokenType == JsonTokenType.Number ? null : "must be a number"),
            _ => ReadText(type.Primitive),
        };
        if (error is null)
        {
            CheckBinding(property, index, kind);
        }
        else
        {
            _state.ErrorAt(property.Element.Name, IssueCode.Invalid, $"'{property.Name}' ({type.Name}): {error}.", index);
            if (_json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                _json.Skip();
                return;
            }
        }
        var quote = _json.TokenType == JsonTokenType.String ? 1 : 0;
        _state.Builder.Add(
            kind, (int)_json.TokenStartIndex + quote, _json.ValueSpan.Length, property.Element.Index, type.Index, index);
    }

    private readonly (NodeKind Kind, string? Error) ReadBoolean() => _json.TokenType switch
    {
        JsonTokenType.True => (NodeKind.True, null),
        JsonTokenType.False => (NodeKind.False, null),
        _ => (NodeKind.String, "must be true or false, without quotes"),
    };

    private readonly (NodeKind Kind, string? Error) ReadInteger(PrimitiveKind kind)
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            return (NodeKind.String, "must be a number");
        }
        var least = kind switch { PrimitiveKind.PositiveInt => 1, PrimitiveKind.UnsignedInt => 0, _ => int.MinValue };
        return (NodeKind.Number, PrimitiveFormat.IsInteger(_json.ValueSpan, least)
            ? null
            : $"must be a whole number of 32 bits{(least == int.MinValue ? "" : $", at least {least}")}");
    }

    private readonly (NodeKind Kind, string? Error) ReadText(PrimitiveKind kind)
    {
        if (_json.TokenType != JsonTokenType.String)
        {
            return (NodeKind.String, "must be a string");
        }
        if (!_json.ValueIsEscaped)
        {
            return (NodeKind.String, CheckText(kind, _json.ValueSpan));
        }
        return (NodeKind.EscapedString, Utf8Unescape.HasValidSurrogates(_json.ValueSpan)
            ? CheckText(kind, Encoding.UTF8.GetBytes(Utf8Unescape.ToText(_json.ValueSpan)))
            : "holds half a surrogate pair");
    }

    private static string? CheckText(PrimitiveKind kind, ReadOnlySpan<byte> text) => kind == PrimitiveKind.Xhtml
        ? Narrative.Check(Encoding.UTF8.GetString(text))
        : PrimitiveFormat.Check(kind, text);

    private readonly void CheckBinding(Property property, int index, NodeKind kind)
    {
        if (property.Element.Codes is not { } codes || codes.Contains(kind == NodeKind.EscapedString
            ? Encoding.UTF8.GetBytes(Utf8Unescape.ToText(_json.ValueSpan))
            : _json.ValueSpan))
        {
            return;
        }
        _state.ErrorAt(property.Element.Name, IssueCode.CodeInvalid,
            $"'{Quote(_json.ValueSpan)}' is not in the value set {codes.Url}.", index);
    }
}
