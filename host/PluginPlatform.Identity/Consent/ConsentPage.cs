using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Doors;

namespace PluginPlatform.Identity.Consent;

/// <summary>Asks the person. Says who asks, for what, and where the answer goes.</summary>
internal static class ConsentPage
{
    public const string QuestionField = "request";
    public const string DecisionField = "decision";

    public static ContentHttpResult Of(AuthorizeOutcome.AskConsent ask, string question, AntiforgeryTokenSet antiforgery)
    {
        var html = HtmlEncoder.Default;
        var wishes = string.Concat(ask.Scopes.Text.Split(' ').Select(scope =>
            $"<li>{html.Encode(ScopeWords.Of(scope))} <code>{html.Encode(scope)}</code></li>"));
        var site = Uri.TryCreate(ask.RedirectUri, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : "";
        return DoorPage.Of(
            "Let this application act for you?",
            $"""
            <p><b>{html.Encode(ask.Client.Name)}</b> asks to act for you, <b>{html.Encode(ask.Person.Account.DisplayName)}</b>. It would be able to:</p>
            <ul>{wishes}</ul>
            <p>It never gets more than your own rights. You go on to <code>{html.Encode(site)}</code>.</p>
            <form method="post" action="{IdentityPaths.Consent}">
            <input type="hidden" name="{html.Encode(antiforgery.FormFieldName)}" value="{html.Encode(antiforgery.RequestToken ?? "")}">
            <input type="hidden" name="{QuestionField}" value="{html.Encode(question)}">
            <button class="btn primary" type="submit" name="{DecisionField}" value="allow">Allow</button>
            <button class="btn" type="submit" name="{DecisionField}" value="deny">Do not allow</button></form>
            """);
    }
}
