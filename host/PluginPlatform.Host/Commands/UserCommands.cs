using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform user list | deactivate | activate | roles</c>.</summary>
internal static class UserCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command List()
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only this tenant's users." };
        var search = new Option<string?>("--search") { Description = "Part of a user name or display name." };
        var list = new Command("list", "Users by name, at most 200.") { tenant, search, Json };
        list.SetAction(async (parsed, cancellationToken) =>
        {
            var query = new QueryString().Add("limit", "200").Add("search", parsed.GetValue(search) ?? "");
            query = parsed.GetValue(tenant) is { } only ? query.Add("tenant", only) : query;
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(HttpMethod.Get, "/admin/api/users" + query, null, parsed.GetValue(Json), Lines, cancellationToken);
        });
        return list;
    }

    public static Command Invite()
    {
        var name = new Argument<string>("name") { Description = "User name, unique in the platform." };
        var email = new Option<string>("--email") { Description = "Where the invitation goes.", Required = true };
        var tenant = new Option<string>("--tenant") { Description = "The tenant the user belongs to.", Required = true };
        var roles = new Option<string[]>("--role") { Description = "A role; may be repeated.", Required = true };
        var command = new Command("invite", "Add a user, who sets the first password by a link in a mail.") { name, email, tenant, roles, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(
                HttpMethod.Post, "/admin/api/invitations",
                new { userName = parsed.GetRequiredValue(name), email = parsed.GetRequiredValue(email), tenant = parsed.GetRequiredValue(tenant), roles = parsed.GetRequiredValue(roles) },
                parsed.GetValue(Json), answer => $"{answer.GetProperty("userName").GetString()} is invited at {answer.GetProperty("email").GetString()}", cancellationToken);
        });
        return command;
    }

    public static Command Activate(string word)
    {
        var user = new Argument<string>("user") { Description = "User name or id." };
        var command = new Command(word, word == "deactivate" ? "End a user's sessions and keep the user out." : "Let a user in again.") { user, Json };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            HttpMethod.Post, $"/admin/api/users/{Uri.EscapeDataString(parsed.GetRequiredValue(user))}/{word}", null, parsed, cancellationToken));
        return command;
    }

    public static Command Link()
    {
        var user = new Argument<string>("user") { Description = "User name or id." };
        var person = new Option<string?>("--person") { Description = "Patient/<id>, Practitioner/<id> and the like; without it the link is taken away." };
        var command = new Command("link", "Say who a user is in the record; a patient then sees that chart alone.") { user, person, Json };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            HttpMethod.Put, $"/admin/api/users/{Uri.EscapeDataString(parsed.GetRequiredValue(user))}/person",
            new { fhirUser = parsed.GetValue(person) }, parsed, cancellationToken));
        return command;
    }

    public static Command Roles()
    {
        var user = new Argument<string>("user") { Description = "User name or id." };
        var roles = new Option<string[]>("--role") { Description = "A role the user is to have; may be repeated. Others are taken away.", Required = true };
        var command = new Command("roles", "Give a user exactly these roles.") { user, roles, Json };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            HttpMethod.Put, $"/admin/api/users/{Uri.EscapeDataString(parsed.GetRequiredValue(user))}/roles",
            new { roles = parsed.GetRequiredValue(roles) }, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> SendAsync(HttpMethod method, string path, object? body, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var platform = await OperatorClient.OpenAsync(cancellationToken);
        return await platform.SendAsync(method, path, body, parsed.GetValue(Json), Line, cancellationToken);
    }

    private static string Lines(JsonElement users) => string.Join(Environment.NewLine, users.EnumerateArray().Select(Line));

    private static string Line(JsonElement user)
    {
        var roles = string.Join(' ', user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        var state = user.GetProperty("active").GetBoolean() ? "active" : "deactivated";
        return $"{user.GetProperty("userName").GetString(),-32} {user.GetProperty("tenant").GetString(),-16} {state,-12} {roles}";
    }
}
