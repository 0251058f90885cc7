using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Doors;
using static PluginPlatform.Identity.Doors.DoorText;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>Tells the person what the client did wrong, when there is no address to tell the client at.</summary>
internal static class ErrorPage
{
    public static IResult Of(AuthorizeError error) => new DoorPage(
        T("error.title"),
        $"""
        <p role="alert">{HtmlEncoder.Default.Encode(error.Description)}</p>
        <p class="soft">{Html("error.nothing", $"<code>{HtmlEncoder.Default.Encode(error.Code)}</code>")}</p>
        <p><a href="/" target="_top">{HtmlEncoder.Default.Encode(T("back"))}</a></p>
        """)
    {
        Status = StatusCodes.Status400BadRequest,
    };
}
