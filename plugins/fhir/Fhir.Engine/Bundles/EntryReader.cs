using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Bundles;

/// <summary>Reads one entry and its request (R4 3.1.0.11.1).</summary>
internal sealed class EntryReader(FhirDefinitions definitions)
{
    public BundleEntry Read(Tape tape, int node)
    {
        var index = tape[node].Index;
        var request = tape.Child(node, "request");
        var resourceNode = tape.Child(node, "resource");
        var resource = resourceNode < 0 ? null : new FhirResource(tape, resourceNode);
        if (request < 0 || MethodOf(tape.ChildText(request, "method")) is not { } method || tape.ChildText(request, "url") is not { } url)
        {
            return Wrong(index, "An entry of a batch or transaction has a request with method and url.", "request");
        }
        var target = RequestTarget.Read(definitions, url);
        var fullUrl = tape.ChildText(node, "fullUrl");
        return new BundleEntry
        {
            Index = index,
            Method = method,
            Url = target.Url,
            ResourceType = target.ResourceType,
            Id = target.Id,
            Query = target.Query,
            FullUrl = fullUrl,
            RestBase = RestBaseOf(fullUrl, resource),
            IfMatch = tape.ChildText(request, "ifMatch"),
            IfNoneMatch = tape.ChildText(request, "ifNoneMatch"),
            IfModifiedSince = tape.ChildText(request, "ifModifiedSince"),
            IfNoneExist = tape.ChildText(request, "ifNoneExist")?.TrimStart('?'),
            Resource = resource,
            Issue = Check(method, target, resource) is { } problem
                ? FhirIssue.Error(IssueCode.Invalid, problem.Text, $"Bundle.entry[{index}].{problem.At}")
                : null,
        };
    }

    private static BundleEntry Wrong(int index, string text, string at) => new()
    {
        Index = index,
        Method = BundleMethod.Get,
        Url = "",
        Issue = FhirIssue.Error(IssueCode.Required, text, $"Bundle.entry[{index}].{at}"),
    };

    private static BundleMethod? MethodOf(string? method) => method switch
    {
        "DELETE" => BundleMethod.Delete,
        "POST" => BundleMethod.Post,
        "PUT" => BundleMethod.Put,
        "PATCH" => BundleMethod.Patch,
        "GET" => BundleMethod.Get,
        "HEAD" => BundleMethod.Head,
        _ => null,
    };

    private static (string Text, string At)? Check(BundleMethod method, RequestTarget target, FhirResource? resource)
    {
        if (method is BundleMethod.Get or BundleMethod.Head || (method == BundleMethod.Post && target.IsOperation))
        {
            return null;
        }
        if (target.ResourceType is null)
        {
            return ("The url names no resource type.", "request.url");
        }
        return method switch
        {
            BundleMethod.Post when resource is null => ("A POST carries a resource.", "resource"),
            BundleMethod.Post when target.Id is not null || target.Query is not null => ("A POST goes to the type alone.", "request.url"),
            BundleMethod.Put when resource is null => ("A PUT carries a resource.", "resource"),
            BundleMethod.Put or BundleMethod.Delete or BundleMethod.Patch when target.Id is null && target.Query is null =>
                ("The url names no id and no search.", "request.url"),
            BundleMethod.Post or BundleMethod.Put when resource!.ResourceType != target.ResourceType =>
                ($"The resource is a {resource.ResourceType}, the url says {target.ResourceType}.", "resource"),
            BundleMethod.Put when target.Id is not null && resource!.Id != target.Id =>
                ("The resource's id is not the one in the url.", "resource.id"),
            _ => null,
        };
    }

    private static string? RestBaseOf(string? fullUrl, FhirResource? resource)
    {
        if (fullUrl is null || resource is null || !fullUrl.StartsWith("http", StringComparison.Ordinal))
        {
            return null;
        }
        var type = fullUrl.LastIndexOf($"/{resource.ResourceType}/", StringComparison.Ordinal);
        return type > 0 && PrimitiveFormat.IsId(Encoding.UTF8.GetBytes(fullUrl[(type + resource.ResourceType.Length + 2)..]))
            ? fullUrl[..type]
            : null;
    }
}
