using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Doors;

namespace PluginPlatform.Identity.EndSession;

/// <summary>Asks before a session ends that nobody proved to know.</summary>
internal static class LogoutPage
{
    public const string ConfirmField = "confirm";

    public static IResult Ask(HttpContext context, LogoutRequest request, LogoutPlan plan, AntiforgeryTokenSet antiforgery)
    {
        DoorPolicy.Apply(context, plan.Next);
        var fields = string.Concat(
            Hidden(antiforgery.FormFieldName, antiforgery.RequestToken), Hidden(ConfirmField, "yes"), Hidden("client_id", request.ClientId),
            Hidden("post_logout_redirect_uri", request.RedirectUri), Hidden("state", request.State), Hidden("id_token_hint", request.Hint));
        return new DoorPage(
            "Sign out?",
            $"""
            <p>An application asks to sign you out of the platform.</p>
            <form method="post" action="{IdentityPaths.Logout}">{fields}
            <button class="btn primary" type="submit">Sign out</button></form>
            <p><a href="/">Stay signed in</a></p>
            """);
    }

    public static IResult Refused(HttpContext context, string fault)
    {
        DoorPolicy.KeepQuiet(context);
        DoorPolicy.Apply(context);
        return new DoorPage(
            "You were not signed out",
            $"""
            <p role="alert">{HtmlEncoder.Default.Encode(fault)}</p>
            <p>Sign out with the platform's own button. <a href="/">Back to the platform</a></p>
            """)
        {
            Status = StatusCodes.Status400BadRequest,
        };
    }

    private static string Hidden(string name, string? value) => value is null
        ? ""
        : $"<input type=\"hidden\" name=\"{HtmlEncoder.Default.Encode(name)}\" value=\"{HtmlEncoder.Default.Encode(value)}\">";
}
