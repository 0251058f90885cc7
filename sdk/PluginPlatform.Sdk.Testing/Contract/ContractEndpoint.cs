using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Sdk.Testing.Contract;

/// <summary>An endpoint under one method, as the suite sees it.</summary>
/// <param name="Method">The HTTP method; <c>ANY</c> when the endpoint takes every one.</param>
/// <param name="Endpoint">The endpoint as it is mapped.</param>
public sealed record ContractEndpoint(string Method, RouteEndpoint Endpoint)
{
    private const string MadeUp = "contract-probe";

    /// <summary>Method and route, as <c>GET /api/mpi/patients/{id}</c>.</summary>
    public string Operation => $"{Method} {Endpoint.RoutePattern.RawText}";

    /// <summary>The method to call it with.</summary>
    public HttpMethod Verb => Method == "ANY" ? HttpMethod.Get : new(Method);

    /// <summary>Whether calls of it carry a body by their method.</summary>
    public bool TakesBody => Method is "POST" or "PUT" or "PATCH";

    /// <summary>Whether it changes nothing by its method.</summary>
    public bool OnlyReads => Verb == HttpMethod.Get;

    /// <summary>The permissions it declares.</summary>
    public IReadOnlyList<string> Permissions => [.. Endpoint.Metadata.OfType<RequiredPermission>().Select(required => required.Name)];

    /// <summary>Whether it says which patient data it touches, or that it touches none.</summary>
    public bool DeclaresData => Endpoint.Metadata.GetMetadata<DeclaredData>() is not null;

    /// <summary>Whether it is open to anybody: it says so and requires no permission.</summary>
    public bool IsOpen => Permissions.Count == 0 && Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>The endpoints of one mapped endpoint: one for each of its methods.</summary>
    /// <param name="endpoint">As the host's data source lists it.</param>
    public static IEnumerable<ContractEndpoint> Of(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["ANY"])
        .Select(method => new ContractEndpoint(method, endpoint));

    /// <summary>An address of it.</summary>
    /// <param name="values">Values of route parameters by name; the others are made up.</param>
    public string Address(IReadOnlyDictionary<string, string> values) => "/" + string.Join('/', Endpoint.RoutePattern.PathSegments.Select(
        segment => string.Concat(segment.Parts.Select(part => Text(part, values)))));

    private static string Text(RoutePatternPart part, IReadOnlyDictionary<string, string> values) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => Uri.EscapeDataString(values.GetValueOrDefault(parameter.Name) ?? Guess(parameter)),
        _ => MadeUp,
    };

    private static string Guess(RoutePatternParameterPart parameter) =>
        parameter.ParameterPolicies.Select(policy => policy.Content).FirstOrDefault(policy => policy is "int" or "long" or "guid") switch
        {
            "guid" => "018f0000-0000-7000-8000-000000000000",
            "int" or "long" => "1",
            _ => MadeUp,
        };
}
