using System.Text.Encodings.Web;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Consent;

/// <summary>What a client asks for, as a list: in words, and as it was written.</summary>
internal static class ScopeList
{
    public static string Of(ScopeSet scopes)
    {
        var html = HtmlEncoder.Default;
        return $"<ul class=\"wishes\">{string.Concat(scopes.Text.Split(' ').Select(scope =>
            $"<li>{html.Encode(ScopeWords.Of(scope))} <code>{html.Encode(scope)}</code></li>"))}</ul>";
    }
}
