using Microsoft.AspNetCore.Http;

namespace Fhir.Http;

/// <summary>The service base URL (R4 3.1.0.1.2) as this request's caller reaches it.</summary>
internal static class ServerBase
{
    public const string Root = "/fhir";

    public static string Of(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}{Root}";

    public static string VersionUrl(HttpRequest request, string type, string id, int version) =>
        $"{Of(request)}/{type}/{id}/_history/{EntityTag.VersionId(version)}";
}
