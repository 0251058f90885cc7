using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PluginPlatform.Identity.SetUp;

/// <summary>The form behind a set-up link: plain HTML, for it is seen once, before there is anything else.</summary>
internal static class SetupPage
{
    public static ContentHttpResult Form(string token, AntiforgeryTokenSet antiforgery, string? fault)
    {
        var html = HtmlEncoder.Default;
        var said = fault is null ? "" : $"<p role=\"alert\">{html.Encode(fault)}</p>";
        return Page(
            "Set up the first administrator",
            $"""
            {said}<form method="post" action="{IdentityPaths.Setup}">
            <input type="hidden" name="token" value="{html.Encode(token)}">
            <input type="hidden" name="{html.Encode(antiforgery.FormFieldName)}" value="{html.Encode(antiforgery.RequestToken ?? "")}">
            <p><label>Organisation id <input name="tenant" value="main" required maxlength="63" pattern="[a-z0-9][a-z0-9_\-]*"></label></p>
            <p><label>User name <input name="username" required maxlength="256" autocomplete="username"></label></p>
            <p><label>Password <input name="password" type="password" required minlength="12" autocomplete="new-password"></label></p>
            <p><button type="submit">Create administrator</button></p></form>
            """,
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    public static ContentHttpResult Closed() => Page(
        "This link cannot be used",
        """
        <p>It was used, is older than an hour, or there is an administrator already.
        Restart the platform for a new link, run <code>platform user add</code>, or <a href="/sign-in">sign in</a>.</p>
        """,
        StatusCodes.Status404NotFound);

    private static ContentHttpResult Page(string title, string body, int status) => TypedResults.Text(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
        <body><main><h1>{title}</h1>
        {body}
        </main></body></html>
        """,
        "text/html",
        Encoding.UTF8,
        status);
}
