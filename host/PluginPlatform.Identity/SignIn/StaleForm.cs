using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Doors;
using static PluginPlatform.Identity.Doors.DoorText;

namespace PluginPlatform.Identity.SignIn;

/// <summary>A form that did not come from this browser's own page, or lay open too long.</summary>
internal static class StaleForm
{
    public static IResult Answer() => new DoorPage(
        T("stale.title"),
        $"""
        <p>{HtmlEncoder.Default.Encode(T("stale.why"))} <a href="/sign-in">{HtmlEncoder.Default.Encode(T("stale.again"))}</a>.</p>
        """)
    {
        Status = StatusCodes.Status400BadRequest,
    };
}
