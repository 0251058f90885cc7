using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PluginPlatform.Identity.Doors;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>Tells the person what the client did wrong, when there is no address to tell the client at.</summary>
internal static class ErrorPage
{
    public static ContentHttpResult Of(AuthorizeError error) => DoorPage.Of(
        "This application cannot be opened",
        $"""
        <p role="alert">{HtmlEncoder.Default.Encode(error.Description)}</p>
        <p>Nothing was shared. Tell whoever runs the application: <code>{HtmlEncoder.Default.Encode(error.Code)}</code>.</p>
        <p><a href="/">Back to the platform</a></p>
        """,
        StatusCodes.Status400BadRequest);
}
