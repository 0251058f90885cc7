using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Doors;
using static PluginPlatform.Identity.Doors.DoorText;

namespace PluginPlatform.Identity.Launching;

/// <summary>
/// What a frame of the chart gets when an app at another site sends it to the authorization endpoint: without the session's
/// cookie, which goes with requests of this site's own pages only. This page is one, and asks again.
/// </summary>
internal static class LookAgainPage
{
    public static IResult Of(HttpContext context, string address)
    {
        DoorPolicy.Apply(context, framed: true);
        return new DoorPage(T("again.title"), "<p role=\"status\">…</p>") { GoesOnTo = address };
    }
}
