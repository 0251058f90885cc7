using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Bundles;

/// <summary>A request.url taken apart: Type, Type/id, Type?search or an operation.</summary>
internal sealed record RequestTarget(string Url, string? ResourceType, string? Id, string? Query, bool IsOperation)
{
    public static RequestTarget Read(FhirDefinitions definitions, string url)
    {
        var address = url.TrimStart('/');
        var question = address.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? address : address[..question];
        var query = question < 0 ? null : address[(question + 1)..];
        var parts = path.TrimEnd('/').Split('/');
        var type = definitions.IsResourceType(parts[0]) ? parts[0] : null;
        var operation = parts.Any(p => p.StartsWith('$') || p == "_search");
        var id = type is not null && parts.Length == 2 && PrimitiveFormat.IsId(Encoding.UTF8.GetBytes(parts[1])) ? parts[1] : null;
        return parts.Length > 2 || (parts.Length == 2 && id is null && !operation)
            ? new RequestTarget(address, null, null, query, operation)
            : new RequestTarget(address, type, id, query, operation);
    }
}
