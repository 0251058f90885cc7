using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Launching;
using static PluginPlatform.Identity.Doors.DoorText;

namespace PluginPlatform.Identity.Consent;

/// <summary>Asks the person. Says who asks, for what, about whom, and where the answer goes.</summary>
internal static class ConsentPage
{
    public const string QuestionField = "request";
    public const string DecisionField = "decision";

    public static IResult Of(AuthorizeOutcome.AskConsent ask, string question, AntiforgeryTokenSet antiforgery)
    {
        var html = HtmlEncoder.Default;
        var site = Uri.TryCreate(ask.RedirectUri, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Authority) : "";
        var about = ask.Patient is { } patient
            ? $"<dl class=\"about\"><dt>{html.Encode(T("consent.patient"))}</dt><dd><b>{html.Encode(patient.Name)}</b> <span class=\"muted\">{html.Encode(PatientWords.Of(patient))}</span></dd></dl>"
            : "";
        return new DoorPage(
            T("consent.title"),
            $"""
            <p>{Html("consent.asks", $"<b>{html.Encode(ask.Client.Name)}</b>", $"<b>{html.Encode(ask.Person.Account.DisplayName)}</b>")}</p>
            {ScopeList.Of(ask.Scopes)}
            {about}
            <p class="soft">{Html("consent.never", $"<code>{html.Encode(site)}</code>")}</p>
            <form method="post" action="{IdentityPaths.Consent}">
            <input type="hidden" name="{html.Encode(antiforgery.FormFieldName)}" value="{html.Encode(antiforgery.RequestToken ?? "")}">
            <input type="hidden" name="{QuestionField}" value="{html.Encode(question)}">
            {Buttons()}</form>
            """);
    }

    /// <summary>Yes and no, for the forms that ask.</summary>
    public static string Buttons() =>
        $"""
        <div class="answers"><button class="btn primary" type="submit" name="{DecisionField}" value="allow">{HtmlEncoder.Default.Encode(T("consent.allow"))}</button>
        <button class="btn" type="submit" name="{DecisionField}" value="deny">{HtmlEncoder.Default.Encode(T("consent.deny"))}</button></div>
        """;
}
