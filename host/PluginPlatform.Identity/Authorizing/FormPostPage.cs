using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Builder;
using PluginPlatform.Identity.Doors;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>OAuth 2.0 Form Post Response Mode section 4: a form that posts itself, or waits for a press where scripts are off.</summary>
internal static class FormPostPage
{
    private const string Script = "document.forms[0].submit();";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(IdentityPaths.FormPostScript, () => TypedResults.Text(Script, "text/javascript", Encoding.UTF8));

    public static IResult Of(string redirectUri, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var html = HtmlEncoder.Default;
        var fields = string.Concat(parameters.Select(parameter =>
            $"<input type=\"hidden\" name=\"{html.Encode(parameter.Key)}\" value=\"{html.Encode(parameter.Value)}\">"));
        return new DoorPage(
            "Back to the application",
            $"""
            <form method="post" action="{html.Encode(redirectUri)}">{fields}
            <p><button class="btn primary" type="submit">Continue</button></p></form>
            <script src="{IdentityPaths.FormPostScript}"></script>
            """);
    }
}
