using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Identity.Doors;

/// <summary>A page between a person and a client program: plain HTML in the shell's look, which works without scripts.</summary>
/// <param name="title">Encoded here.</param>
/// <param name="body">HTML.</param>
internal sealed class DoorPage(string title, string body) : IResult
{
    private const string Styles = "/_content/PluginPlatform.Shell/css";
    private const string ThemeCookie = "theme";
    private const string Mark =
        """<svg width="28" height="28" viewBox="0 0 26 26" aria-hidden="true"><path d="M3 8.5 13 3l10 5.5v9L13 23 3 17.5z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/><path d="M6.5 13.5H10l1.8-3.8 2.600 7 1.7-3.200h3.4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>""";

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Where the page goes on to by itself; null for one that waits for the person.</summary>
    public string? GoesOnTo { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(Html(httpContext), Encoding.UTF8, httpContext.RequestAborted);
    }

    private string Html(HttpContext context)
    {
        var html = HtmlEncoder.Default;
        var culture = CultureInfo.CurrentUICulture;
        var language = culture.Name.Length == 0 ? "en" : culture.Name;
        var theme = context.Request.Cookies[ThemeCookie] is "light" or "dark" ? $" data-theme=\"{context.Request.Cookies[ThemeCookie]}\"" : "";
        var on = GoesOnTo is null ? "" : $"<meta http-equiv=\"refresh\" content=\"0;url={html.Encode(GoesOnTo)}\">";
        return
            $"""
            <!DOCTYPE html>
            <html lang="{language}" dir="{(culture.TextInfo.IsRightToLeft ? "rtl" : "ltr")}"{theme} data-density="comfortable"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">{on}<title>{html.Encode(title)}</title>
            <link rel="icon" href="/_content/PluginPlatform.Shell/mark.svg" type="image/svg+xml"><link rel="stylesheet" href="{Styles}/tokens.css"><link rel="stylesheet" href="{Styles}/look.css"><link rel="stylesheet" href="{Styles}/shell.css"><link rel="stylesheet" href="{Styles}/doors.css"></head>
            <body class="at-door"><main id="main"><p class="brand">{Mark}<b>{html.Encode(DoorText.T("product"))}</b></p><h1>{html.Encode(title)}</h1>
            {body}
            </main></body></html>
            """;
    }
}
