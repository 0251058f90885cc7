using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Mpi.Contracts.Identity;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Mpi.Querying;

internal static class IdentityEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/patients/{id}", FindAsync)
        .RequirePermission(MpiPermissions.Read)
        .Reads(MpiPermissions.Kind, "id");

    private static async Task<Results<Ok<IdentityResponse>, ProblemHttpResult>> FindAsync(
        string id, CallContext call, IIdentityIndex index, CancellationToken cancellationToken)
    {
        if (!call.Data.Allows(DataAction.Read, MpiPermissions.Kind))
        {
            return Problem(StatusCodes.Status403Forbidden, "MPI-4031", "You may not do this", "Your data grants do not cover reading Patient.");
        }

        return await index.FindAsync(id, cancellationToken) is { } identity
            ? TypedResults.Ok(IdentityResponse.Of(identity))
            : Problem(StatusCodes.Status404NotFound, "MPI-4041", "No such patient", "The record holds no Patient with this id.");
    }

    private static ProblemHttpResult Problem(int status, string code, string title, string detail) => TypedResults.Problem(
        detail, statusCode: status, title: title, type: $"urn:pluginplatform:problem:{code}",
        extensions: [KeyValuePair.Create<string, object?>("code", code)]);
}
