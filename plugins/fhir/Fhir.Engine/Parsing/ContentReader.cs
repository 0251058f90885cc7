using System.Text;
using System.Text.Json;
using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Text;
using Fhir.Engine.Validation;

namespace Fhir.Engine.Parsing;

/// <summary>Walks the JSON tokens by the definitions: every token is read once and lands in the table or in an issue.</summary>
internal ref partial struct ContentReader
{
    private readonly ParseState _state;
    private readonly RuleSet _rules;
    private readonly TypeDefinition _element;
    private Utf8JsonReader _json;

    public ContentReader(Utf8JsonReader json, ParseState state, RuleSet rules)
    {
        _json = json;
        _state = state;
        _rules = rules;
        _element = rules.Element;
    }

    /// <summary>Reads the whole text; false when it holds no resource.</summary>
    public bool ReadDocument(string? at)
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
        {
            _state.Issues.Add(new FhirIssue(IssueSeverity.Fatal, IssueCode.Structure, "A resource is a JSON object.", null));
            return false;
        }
        if (PeekResourceType() is not { } type)
        {
            return false;
        }
        ReadResource(type, null, -1, at ?? type.Name);
        if (_state.Builder.IsFull)
        {
            _state.Issues.Add(new FhirIssue(IssueSeverity.Fatal, IssueCode.TooCostly,
                $"The content has more than {TapeBuilder.MaxNodes} elements.", null));
            return false;
        }
        // Anything after the closing brace is malformed: the reader throws.
        _json.Read();
        return true;
    }

    private void ReadResource(TypeDefinition type, Property? property, int index, string name)
    {
        var contained = property?.Element.Name == "contained";
        var outerLinks = _state.HasLocalLinks;
        _state.HasLocalLinks = contained && outerLinks;
        var node = AddObject(NodeKind.Object, property, type, index);
        _state.Path.Push(name, index);
        ReadObject(type, node, property);
        if (!contained && _state.HasLocalLinks)
        {
            LocalLinks.Check(_state, node);
        }
        _state.Path.Pop();
        _state.HasLocalLinks = outerLinks || contained;
    }

    private int AddObject(NodeKind kind, Property? property, TypeDefinition type, int index) => _state.Builder.Add(
        kind, (int)_json.TokenStartIndex, 0, property?.Element.Index ?? Tape.NoElement, type.Index, index);

    private void ReadObject(TypeDefinition type, int node, Property? property)
    {
        var seen = default(SeenElements);
        while (!_state.Builder.IsFull && _json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            seen.Properties++;
            var next = FindProperty(type);
            if (next is null)
            {
                ReadUnlistedProperty(type, ref seen);
            }
            else if (seen.TryClaim(next))
            {
                _json.Read();
                ReadProperty(next, ref seen);
            }
            else
            {
                _state.ErrorAt(next.Element.Name, IssueCode.Duplicate, next.Element.IsChoice
                    ? $"'{next.Element.Name}[x]' may be given once, as one type."
                    : $"The property '{next.Name}' occurs twice.");
                SkipProperty();
            }
        }
        _state.Builder.Close(node, (int)_json.BytesConsumed);
        if (_state.Builder.IsFull)
        {
            return;
        }
        ObjectCheck.Check(_state, type, node, in seen);
        _rules.For(type)?.Check(new RuleContext(_state, node, property));
    }

    private readonly Property? FindProperty(TypeDefinition type) => _json.ValueIsEscaped
        ? type.Properties.Find(Encoding.UTF8.GetBytes(Utf8Unescape.ToText(_json.ValueSpan)))
        : type.Properties.Find(_json.ValueSpan);

    private void ReadUnlistedProperty(TypeDefinition type, ref SeenElements seen)
    {
        if (type.Kind == TypeKind.Resource && _json.ValueTextEquals("resourceType"u8))
        {
            if (seen.ResourceType)
            {
                _state.Error(IssueCode.Duplicate, "The property 'resourceType' occurs twice.");
            }
            seen.ResourceType = true;
        }
        else
        {
            _state.Error(IssueCode.Structure, $"Unknown property '{Quote(_json.ValueSpan)}' in {type.Name}.");
        }
        SkipProperty();
    }

    private void SkipProperty()
    {
        _json.Read();
        _json.Skip();
    }

    private static string Quote(ReadOnlySpan<byte> raw)
    {
        const int most = 60;
        return raw.Length <= most
            ? Utf8Unescape.HasValidSurrogates(raw) ? Utf8Unescape.ToText(raw) : "…"
            : Encoding.UTF8.GetString(raw[..most]).TrimEnd('\uFFFD', '\\') + "…";
    }

    /// <summary>The type an object names, which is usually its first property; an issue when it names none.</summary>
    private readonly TypeDefinition? PeekResourceType()
    {
        var ahead = _json;
        while (ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName)
        {
            var found = ahead.ValueTextEquals("resourceType"u8);
            ahead.Read();
            if (!found)
            {
                ahead.Skip();
                continue;
            }
            var type = ahead.TokenType == JsonTokenType.String ? _state.Definitions.FindResource(ahead.ValueSpan) : null;
            if (type is null)
            {
                var quoted = ahead.TokenType == JsonTokenType.String ? $" '{Quote(ahead.ValueSpan)}'" : "";
                _state.Error(IssueCode.Structure, $"Unknown resource type{quoted}.");
            }
            return type;
        }
        _state.Error(IssueCode.Structure, "The object has no 'resourceType'.");
        return null;
    }
}
