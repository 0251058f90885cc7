using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.Primitives;
using Fhir.Engine.References;

namespace Fhir.Engine.Search.Querying.Values;

/// <summary>Reads a reference to look for (R4 3.1.1.4.12): id, Type/id or an address.</summary>
internal sealed class ReferenceValues(FhirDefinitions definitions, string? baseUrl, string? type)
{
    public ReferenceValue? Read(string text, out string? error)
    {
        var plain = QueryText.Unescape(text);
        if (baseUrl is not null && plain.StartsWith(baseUrl.TrimEnd('/') + "/", StringComparison.Ordinal))
        {
            plain = plain[(baseUrl.TrimEnd('/').Length + 1)..];
        }
        error = null;
        if (PrimitiveFormat.IsId(Encoding.UTF8.GetBytes(plain)))
        {
            return new ReferenceValue(type, plain, null);
        }
        if (plain.Contains('|', StringComparison.Ordinal))
        {
            error = "references are found without their version: leave out what follows '|'";
            return null;
        }
        var target = plain.Length == 0 ? null : ReferenceTarget.Read(definitions, plain);
        if (target is null or { LocalId: not null } || (target.Url is not null && !plain.Contains(':', StringComparison.Ordinal)))
        {
            error = "a reference reads id, Type/id or an absolute address";
            return null;
        }
        if (type is not null && target.Type is not null && target.Type.Name != type)
        {
            error = $"the modifier asks for a {type}, the value is a {target.Type.Name}";
            return null;
        }
        return new ReferenceValue(target.Type?.Name ?? type, target.Id, target.Url);
    }
}
