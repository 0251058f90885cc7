using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PluginPlatform.Identity.SignIn;

/// <summary>A form that did not come from this browser's own page, or lay open too long.</summary>
internal static class StaleForm
{
    private const string Page =
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Form expired</title></head>
        <body><main><h1>This form has expired</h1>
        <p>Nothing was done. <a href="/sign-in">Open the sign-in page again</a>.</p></main></body></html>
        """;

    public static ContentHttpResult Answer() =>
        TypedResults.Text(Page, "text/html", Encoding.UTF8, StatusCodes.Status400BadRequest);
}
