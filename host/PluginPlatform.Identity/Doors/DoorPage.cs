using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PluginPlatform.Identity.Doors;

/// <summary>A page between a person and a client program: plain HTML in the shell's look, which works without scripts.</summary>
internal static class DoorPage
{
    private const string Styles = "/_content/PluginPlatform.Shell/css";

    /// <param name="title">Not encoded: a text of ours.</param>
    /// <param name="body">HTML.</param>
    /// <param name="status">The status.</param>
    public static ContentHttpResult Of(string title, string body, int status = StatusCodes.Status200OK) => TypedResults.Text(
        $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
        <link rel="stylesheet" href="{Styles}/tokens.css"><link rel="stylesheet" href="{Styles}/look.css"><link rel="stylesheet" href="{Styles}/shell.css"></head>
        <body><div class="door"><main id="main"><h1>{title}</h1>
        {body}
        </main></div></body></html>
        """,
        "text/html",
        Encoding.UTF8,
        status);
}
