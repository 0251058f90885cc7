using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Sdk.Calls;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests.Launching;

/// <summary>The pages that ask a person something for a client: which patient, consent, a device's code.</summary>
[Collection(LaunchCollection.Name)]
public sealed class DoorPagesTests(LaunchPlatform shell)
{
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light, 1440, "en-GB", "Which patient?", "Let this application act for you?", "Let this device act for you?")]
    [InlineData(ColorScheme.Dark, 1440, "de-DE", "Welcher Patient?", "Darf diese Anwendung für Sie handeln?", "Darf dieses Gerät für Sie handeln?")]
    [InlineData(ColorScheme.Light, 390, "de-DE", "Welcher Patient?", "Darf diese Anwendung für Sie handeln?", "Darf dieses Gerät für Sie handeln?")]
    public async Task Pages_ThatAskForAClient_HaveNoViolationAndSpeakTheReadersLanguage(
        ColorScheme scheme, int width, string language, string which, string consent, string device)
    {
        var client = await RegisterAsync($"door-{scheme}-{width}");
        await using var reader = await Reader.OpenAsync(shell.Browsers, shell.Platform, scheme, width);
        await reader.SignInAsync();
        await reader.Page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = shell.Platform.Address.ToString() }]);

        await reader.Page.GotoAsync(Address(client));
        await CheckAsync(reader, "door-patient", which, language, scheme, width);
        await reader.Page.FillAsync("#find", "testperson");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(reader.Page.Locator(".choices li")).ToHaveCountAsync(2);
        await CheckAsync(reader, "door-patient-found", which, language, scheme, width);
        Assert.DoesNotContain("testperson", reader.Page.Url, StringComparison.OrdinalIgnoreCase);
        await reader.Page.Locator(".choices button", new() { HasTextString = "Juniper" }).ClickAsync();
        await CheckAsync(reader, "door-consent", consent, language, scheme, width);
        await Expect(reader.Page.Locator(".about")).ToContainTextAsync("Testperson, Juniper");

        await reader.Page.GotoAsync("/device?user_code=AAAA-AAAA");
        await Expect(reader.Page.Locator("[role=alert]")).ToBeVisibleAsync();
        await reader.PictureAsync($"door-device-unknown-{scheme}-{width}");
        await reader.Page.FillAsync("#code", await DeviceCodeAsync(client));
        await reader.Page.Keyboard.PressAsync("Enter");
        await CheckAsync(reader, "door-device", device, language, scheme, width);
        await reader.Page.ClickAsync("button[value=allow]");
        await Expect(reader.Page.Locator("h1")).ToBeVisibleAsync();
        await reader.PictureAsync($"door-device-done-{scheme}-{width}");

        // The picker's search is one of the audit trail's, with whom it found.
        Assert.True(await shell.Platform.ScalarAsync<long>(
            "SELECT count(*) FROM platform.audit_event WHERE operation LIKE 'shell %Search%' AND 'syn-0001' = ANY (subjects) AND actor_name = 'clinician@demo'") > 0);
        Assert.DoesNotContain(reader.Complaints, complaint => !complaint.Contains("400", StringComparison.Ordinal));
    }

    private static async Task CheckAsync(Reader reader, string name, string title, string language, ColorScheme scheme, int width)
    {
        await Expect(reader.Page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(reader.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
        await reader.PictureAsync($"{name}-{scheme.ToString().ToLowerInvariant()}{(width < 640 ? "-phone" : "")}");
        var violations = await reader.ViolationsAsync();
        Assert.True(violations.Count == 0, $"{name} ({scheme}, {width}): {string.Join(Environment.NewLine, violations)}");
    }

    private async Task<string> RegisterAsync(string id)
    {
        Assert.IsType<AddClientOutcome.Added>(await shell.Platform.Services.GetRequiredService<ClientDirectory>().AddAsync(
            new(id, "demo", ["openid", "profile", "offline_access", "launch/patient", "patient/*.rs", "patient/Observation.cruds", "user/Appointment.rs"])
            {
                Name = "Growth charts",
                IsPublic = true,
                Grants = ["authorization_code", "device_code", "refresh_token"],
                RedirectUris = ["https://charts.example/back"],
            },
            Actor.Plugin("tests"), Token));
        return id;
    }

    private string Address(string client) => "/connect/authorize?" + string.Join('&', new Dictionary<string, string>
    {
        ["client_id"] = client, ["redirect_uri"] = "https://charts.example/back", ["response_type"] = "code", ["state"] = "s",
        ["scope"] = "openid offline_access launch/patient patient/*.rs patient/Observation.cruds", ["aud"] = $"{shell.Platform.Address.GetLeftPart(UriPartial.Authority)}/fhir",
        ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256",
    }.Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));

    private async Task<string> DeviceCodeAsync(string client)
    {
        using var http = shell.Platform.Anonymous();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = client, ["scope"] = "openid profile user/Appointment.rs" });
        using var answer = await http.PostAsync("/connect/device", form, Token);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("user_code").GetString()!;
    }
}
