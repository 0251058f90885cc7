using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Identity.Launching;

/// <summary>Where a request's answer will be shown, by what browsers say themselves (Fetch Metadata); scripts cannot forge it.</summary>
internal static class Frames
{
    /// <summary>Whether the answer goes into a frame. A browser that says nothing shows a frame nothing either: each page
    /// forbids it.</summary>
    public static bool IsFramed(HttpRequest request) =>
        request.Headers["Sec-Fetch-Dest"].ToString() is "iframe" or "frame" or "embed" or "object" or "fencedframe";

    /// <summary>Whether a page of this site led here: only then does a browser send the session's cookie into a frame
    /// (SameSite=Lax).</summary>
    public static bool IsFromHere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() == "same-origin";
}
