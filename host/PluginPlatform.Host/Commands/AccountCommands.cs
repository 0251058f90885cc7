using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform tenant add</c>, <c>platform user add</c>.</summary>
internal static class AccountCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Tenant()
    {
        var id = new Argument<string>("id") { Description = "Lower-case letters, digits and hyphens." };
        var name = new Option<string?>("--name") { Description = "For display; the id when left out." };
        var add = new Command("add", "Add a tenant.") { id, name, Json };
        add.SetAction((parsed, cancellationToken) => PostAsync(
            "/admin/api/tenants", new { id = parsed.GetRequiredValue(id), name = parsed.GetValue(name) }, parsed, cancellationToken));
        return new("tenant", "Tenants.")
        {
            add, TenantCommands.List(), TenantCommands.Move("suspend"), TenantCommands.Move("resume"), TenantCommands.Set(), TenantCommands.Export(), TenantCommands.Delete(), FederationCommands.Provider(),
        };
    }

    public static Command User()
    {
        var name = new Argument<string>("name") { Description = "User name, unique in the platform." };
        var tenant = new Option<string>("--tenant") { Description = "The tenant the user belongs to.", Required = true };
        var roles = new Option<string[]>("--role") { Description = "A role; may be repeated.", Required = true };
        var fromInput = new Option<bool>("--password-stdin") { Description = "Read the password from standard input instead of making one." };
        var add = new Command("add", "Add a user; prints the password it makes.") { name, tenant, roles, fromInput, Json };
        add.SetAction(async (parsed, cancellationToken) => await PostAsync(
            "/admin/api/users",
            new
            {
                userName = parsed.GetRequiredValue(name),
                tenant = parsed.GetRequiredValue(tenant),
                roles = parsed.GetRequiredValue(roles),
                password = parsed.GetValue(fromInput) ? (await Console.In.ReadLineAsync(cancellationToken))?.Trim() : null,
            },
            parsed, cancellationToken));
        return new("user", "Users.") { add, UserCommands.Invite(), UserCommands.List(), UserCommands.Activate("deactivate"), UserCommands.Activate("activate"), UserCommands.Roles(), UserCommands.Link(), FederationCommands.Link(), SignInCommands.ResetSecondFactor() };
    }

    private static async Task<int> PostAsync(string path, object body, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var platform = await OperatorClient.OpenAsync(cancellationToken);
        return await platform.SendAsync(HttpMethod.Post, path, body, parsed.GetValue(Json), Lines, cancellationToken);
    }

    private static string Lines(JsonElement made) =>
        string.Join(Environment.NewLine, made.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).Select(p => $"{p.Name}: {p.Value}"));
}
