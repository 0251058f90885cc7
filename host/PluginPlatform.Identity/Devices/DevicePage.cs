using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Devices;

/// <summary>Where a person types the code a device shows, and answers.</summary>
internal static class DevicePage
{
    public const string CodeField = "user_code";
    public const string DecisionField = "decision";

    public static ContentHttpResult Enter(string? fault) => DoorPage.Of(
        "Connect a device",
        $"""
        {(fault is null ? "" : $"<p role=\"alert\">{fault}</p>")}
        <form method="get" action="{IdentityPaths.DevicePage}">
        <label for="code">The code your device shows</label>
        <input class="field" id="code" name="{CodeField}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="16" required autofocus>
        <button class="btn primary" type="submit">Continue</button></form>
        """,
        fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    // RFC 8628 section 5.4: a stranger may have sent the link; so the code is shown to be compared.
    public static ContentHttpResult Ask(string letters, Client client, ScopeSet scopes, Person person, AntiforgeryTokenSet antiforgery)
    {
        var html = HtmlEncoder.Default;
        var wishes = string.Concat(scopes.Text.Split(' ').Select(scope =>
            $"<li>{html.Encode(ScopeWords.Of(scope))} <code>{html.Encode(scope)}</code></li>"));
        return DoorPage.Of(
            "Let this device act for you?",
            $"""
            <p>Go on only if your own device shows this code now: <b>{UserCode.Show(letters)}</b></p>
            <p><b>{html.Encode(client.Name)}</b> asks to act for you, <b>{html.Encode(person.Account.DisplayName)}</b>. It would be able to:</p>
            <ul>{wishes}</ul>
            <form method="post" action="{IdentityPaths.DevicePage}">
            <input type="hidden" name="{html.Encode(antiforgery.FormFieldName)}" value="{html.Encode(antiforgery.RequestToken ?? "")}">
            <input type="hidden" name="{CodeField}" value="{UserCode.Show(letters)}">
            <button class="btn primary" type="submit" name="{DecisionField}" value="allow">Allow</button>
            <button class="btn" type="submit" name="{DecisionField}" value="deny">Do not allow</button></form>
            """);
    }

    public static ContentHttpResult Done(bool allowed) => DoorPage.Of(
        allowed ? "The device is connected" : "The device was not connected",
        "<p>You can close this page and go back to the device.</p>");
}
