using PluginPlatform.Plugins;

namespace PluginPlatform.Host.Admin;

/// <summary>Liveness and readiness. Names of plugins and states only.</summary>
internal static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(
        PluginAdministration plugins, PluginHealth health, Storage.PlatformStorage storage, CancellationToken cancellationToken)
    {
        var database = await ReachableAsync(storage, cancellationToken);
        var checks = await health.CheckAsync(cancellationToken);
        var states = plugins.Plugins.ToDictionary(p => p.Id, p => new
        {
            p.State, p.Version, checks = checks.GetValueOrDefault(p.Id),
        });
        return Results.Json(new { status = database ? "ready" : "unready", database, plugins = states }, statusCode: database ? 200 : 503);
    }

    private static async Task<bool> ReachableAsync(Storage.PlatformStorage storage, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = storage.Kernel.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (Npgsql.NpgsqlException)
        {
            return false;
        }
    }
}
