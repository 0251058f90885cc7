using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Sdk.Access;

namespace Journey.Graphs;

/// <summary>The journey over HTTP.</summary>
internal static class JourneyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/patients/{id}/graph", ReadAsync)
        .RequirePermission(JourneyPermissions.Read)
        .Reads(DataGrants.AnyKind, "id");

    private static async Task<IResult> ReadAsync(string id, HttpRequest request, ReadJourney journey, CancellationToken cancellationToken) =>
        await journey.ReadAsync(id, GraphTag.Parse(request.Headers.IfNoneMatch), cancellationToken) switch
        {
            JourneyAnswer.Found found => new GraphResult(found.Graph, found.Tag),
            JourneyAnswer.Unchanged unchanged => new GraphResult(null, unchanged.Tag),
            _ => TypedResults.Problem(
                $"There is no patient {id} in this tenant's record.", statusCode: StatusCodes.Status404NotFound, title: "No such patient",
                type: "urn:pluginplatform:problem:journey.patient-unknown",
                extensions: new Dictionary<string, object?> { ["code"] = "journey.patient-unknown", ["requestId"] = request.HttpContext.TraceIdentifier }),
        };
}
