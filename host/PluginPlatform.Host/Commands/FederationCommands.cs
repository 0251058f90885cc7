using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform tenant identity-provider</c>, <c>platform user federate</c>.</summary>
internal static class FederationCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Provider()
    {
        var tenant = new Argument<string>("tenant") { Description = "The tenant's id." };
        var authority = new Option<string>("--authority") { Description = "The provider's issuer, character by character.", Required = true };
        var client = new Option<string>("--client-id") { Description = "How the platform is known there.", Required = true };
        var secret = new Option<bool>("--secret-stdin") { Description = "Read the client's secret from standard input; left out, the one that is kept stays." };
        var name = new Option<string>("--name") { Description = "On the button of the sign-in page.", Required = true };
        var nameClaim = new Option<string?>("--name-claim") { Description = "The claim that becomes the user name of accounts that are made (preferred_username)." };
        var roleClaim = new Option<string?>("--role-claim") { Description = "The claim that names roles there." };
        var roles = new Option<string[]>("--map-role") { Description = "theirs=ours; may be repeated." };
        var create = new Option<bool>("--create-accounts") { Description = "Make accounts at the first sign-in, with the roles that are mapped." };
        var command = new Command("identity-provider", "Let a tenant's people sign in by an external OpenID Connect provider.")
        {
            tenant, authority, client, secret, name, nameClaim, roleClaim, roles, create, Json,
        };
        command.SetAction(async (parsed, cancellationToken) => await SendAsync(
            $"/admin/api/tenants/{Uri.EscapeDataString(parsed.GetRequiredValue(tenant))}/identity-provider",
            new
            {
                authority = parsed.GetRequiredValue(authority),
                clientId = parsed.GetRequiredValue(client),
                clientSecret = parsed.GetValue(secret) ? (await Console.In.ReadLineAsync(cancellationToken))?.Trim() : null,
                displayName = parsed.GetRequiredValue(name),
                nameClaim = parsed.GetValue(nameClaim),
                roleClaim = parsed.GetValue(roleClaim),
                roles = (parsed.GetValue(roles) ?? []).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[^1]),
                createAccounts = parsed.GetValue(create),
            },
            parsed, cancellationToken));
        return command;
    }

    public static Command Link()
    {
        var user = new Argument<string>("user") { Description = "User name or id." };
        var subject = new Option<string?>("--subject") { Description = "The provider's sub; without it the link is taken away." };
        var command = new Command("federate", "Say who a user is at the tenant's external provider.") { user, subject, Json };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            $"/admin/api/users/{Uri.EscapeDataString(parsed.GetRequiredValue(user))}/federation", new { subject = parsed.GetValue(subject) }, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> SendAsync(string path, object body, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var platform = await OperatorClient.OpenAsync(cancellationToken);
        return await platform.SendAsync(HttpMethod.Put, path, body, parsed.GetValue(Json), Line, cancellationToken);
    }

    private static string Line(JsonElement provider) =>
        $"{provider.GetProperty("tenant").GetString(),-16} {provider.GetProperty("authority").GetString()} as {provider.GetProperty("clientId").GetString()}";
}
