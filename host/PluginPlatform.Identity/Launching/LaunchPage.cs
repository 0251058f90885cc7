using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Doors;
using static PluginPlatform.Identity.Doors.DoorText;

namespace PluginPlatform.Identity.Launching;

/// <summary>Leads on to an app that was started.</summary>
internal static class LaunchPage
{
    public static IResult Of(StartedLaunch launch)
    {
        var html = HtmlEncoder.Default;
        return new DoorPage(
            T("launch.title", launch.App.Name),
            $"""
            <p class="soft">{html.Encode(T("launch.on", launch.App.Origin))}</p>
            <p><a class="btn primary" href="{html.Encode(launch.Address)}">{html.Encode(T("continue"))}</a></p>
            """)
        {
            GoesOnTo = launch.Address,
        };
    }

    public static IResult Refused() => new DoorPage(
        T("launch.refused"),
        $"""
        <p role="alert">{HtmlEncoder.Default.Encode(T("launch.refused.why"))}</p>
        <p><a href="/">{HtmlEncoder.Default.Encode(T("back"))}</a></p>
        """)
    {
        Status = StatusCodes.Status404NotFound,
    };
}
