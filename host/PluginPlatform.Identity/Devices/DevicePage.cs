using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Scopes;
using static PluginPlatform.Identity.Doors.DoorText;

namespace PluginPlatform.Identity.Devices;

/// <summary>Where a person types the code a device shows, and answers.</summary>
internal static class DevicePage
{
    public const string CodeField = "user_code";
    public const string DecisionField = ConsentPage.DecisionField;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Default;

    public static IResult Enter(bool unknown) => new DoorPage(
        T("device.title"),
        $"""
        {(unknown ? $"<p class=\"problem\" role=\"alert\">{Encoder.Encode(T("device.unknown"))}</p>" : "")}
        <form method="get" action="{IdentityPaths.DevicePage}">
        <label for="code">{Encoder.Encode(T("device.code"))}</label>
        <input class="field code" id="code" name="{CodeField}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="16" required autofocus aria-describedby="hint"{(unknown ? " aria-invalid=\"true\"" : "")}>
        <p class="small muted" id="hint">{Encoder.Encode(T("device.hint"))}</p>
        <div class="answers"><button class="btn primary" type="submit">{Encoder.Encode(T("continue"))}</button></div></form>
        """)
    {
        Status = unknown ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
    };

    // RFC 8628 section 5.4: a stranger may have sent the link; so the code is shown to be compared.
    public static IResult Ask(string letters, Client client, ScopeSet scopes, Person person, AntiforgeryTokenSet antiforgery) => new DoorPage(
        T("device.ask"),
        $"""
        <p>{Encoder.Encode(T("device.compare"))}</p>
        <p class="compare"><b>{UserCode.Show(letters)}</b></p>
        <p>{Html("consent.asks", $"<b>{Encoder.Encode(client.Name)}</b>", $"<b>{Encoder.Encode(person.Account.DisplayName)}</b>")}</p>
        {ScopeList.Of(scopes)}
        <p class="soft">{Encoder.Encode(T("device.never"))}</p>
        <form method="post" action="{IdentityPaths.DevicePage}">
        <input type="hidden" name="{Encoder.Encode(antiforgery.FormFieldName)}" value="{Encoder.Encode(antiforgery.RequestToken ?? "")}">
        <input type="hidden" name="{CodeField}" value="{UserCode.Show(letters)}">
        {ConsentPage.Buttons()}</form>
        """);

    public static IResult Done(bool allowed) => new DoorPage(
        allowed ? T("device.allowed") : T("device.denied"),
        $"<p>{Encoder.Encode(T("device.close"))}</p>");
}
