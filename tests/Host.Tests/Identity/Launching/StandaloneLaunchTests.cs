using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Host.Tests.Identity.Authorizing;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.Authorizing.Flow;
using static Host.Tests.Identity.Launching.LaunchFlow;

namespace Host.Tests.Identity.Launching;

/// <summary>SMART App Launch 2.2 section 3.0.4.1: apps started by themselves, whose patient the person chooses.</summary>
[Collection(IdentityCollection.Name)]
public sealed class StandaloneLaunchTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;

    private string Wanted => _flow.Address(handle: null, ("scope", "openid launch/patient patient/*.rs"));

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _flow = await RegisterAppAsync(_app);
        _browser = await _flow.SignedInAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Picker_PatientFoundAndChosen_IsTheOneInContext()
    {
        var fields = await OpenAsync(_browser);
        using var found = await PostAsync(_browser, fields, ("find", "test"));
        var list = await found.Content.ReadAsStringAsync();
        Assert.Contains($"name=\"patient\" value=\"{KnownPatients.Seen}\"", list);
        Assert.Contains("Testperson, Juniper &lt;b&gt;", list);
        Assert.Contains("frame-ancestors 'none'", found.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains(_app.Patients.Looks, look => look.What == "test");

        using var consent = await PostAsync(_browser, FieldsOf(list), ("patient", KnownPatients.Seen));
        var question = FieldsOf(await consent.Content.ReadAsStringAsync());
        question["decision"] = "allow";
        using var allowed = await _browser.PostAsync("/connect/consent", question);

        using var http = _app.Client();
        using var redeemed = await _flow.RedeemAsync(http, Back(allowed)["code"].ToString());
        var tokens = await redeemed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((KnownPatients.Seen, true), (tokens.GetProperty("patient").GetString(), tokens.GetProperty("need_patient_banner").GetBoolean()));
        Assert.DoesNotContain("test", _app.Log.Text.Split('\n').Where(line => line.Contains("/connect/patient", StringComparison.Ordinal)).FirstOrDefault() ?? "");
    }

    [Fact]
    public async Task Picker_PatientWhoIsNotSeen_IsNeitherFoundNorTaken()
    {
        var fields = await OpenAsync(_browser);
        using var found = await PostAsync(_browser, fields, ("find", "hidden"));
        Assert.DoesNotContain(KnownPatients.Hidden, await found.Content.ReadAsStringAsync());

        using var taken = await PostAsync(_browser, fields, ("patient", KnownPatients.Hidden));

        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
        Assert.Contains("role=\"alert\"", await taken.Content.ReadAsStringAsync());
        Assert.Equal(0, await GrantsAsync());
    }

    [Theory]
    [InlineData("field")]
    [InlineData("question")]
    [InlineData("session")]
    [InlineData("old")]
    [InlineData("long")]
    public async Task Picker_ForgedOrStaleForm_DoesNothing(string how)
    {
        var fields = await OpenAsync(_browser);
        var browser = _browser;
        switch (how)
        {
            case "field": fields["__RequestVerificationToken"] = "forged"; break;
            case "question": fields["request"] = fields["request"][..^4] + "AAAA"; break;
            case "session":
                browser = await _flow.SignedInAsync(Roles.Provider);
                fields["__RequestVerificationToken"] = await (await browser.GetAsync("/form")).Content.ReadAsStringAsync();
                break;
            case "old": _app.Clock.Advance(TimeSpan.FromMinutes(16)); break;
            default: fields["find"] = new('x', 201); break;
        }

        using var answer = await PostAsync(browser, fields, ("patient", KnownPatients.Seen));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await GrantsAsync());
    }

    [Fact]
    public async Task Picker_ChosenPatientPostedToTheConsentForm_StillAsksWhich()
    {
        var fields = await OpenAsync(_browser);
        (fields["patient"], fields["decision"]) = (KnownPatients.Seen, "allow");

        using var answer = await _browser.PostAsync("/connect/consent", fields);

        Assert.Contains("action=\"/connect/patient\"", await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, await GrantsAsync());
    }

    [Fact]
    public async Task Picker_CancelledOrSilent_IsToldToTheApp()
    {
        using var cancelled = await PostAsync(_browser, await OpenAsync(_browser), ("decision", "deny"));
        using var silent = await _browser.GetAsync(Wanted + "&prompt=none");

        Assert.Equal(("access_denied", "interaction_required"), (Back(cancelled)["error"].ToString(), Back(silent)["error"].ToString()));
    }

    [Fact]
    public async Task Authorize_PatientsOwnAccount_IsNotAskedWhich()
    {
        var name = await _app.AddUserAsync(Roles.Patient);
        await platform.ExecuteAsync("UPDATE platform.users SET fhir_user = $1 WHERE user_name = $2", $"Patient/{KnownPatients.Hidden}", name);
        using var browser = new Browser(_app.Address);
        using (await browser.SignInAsync(name, IdentityApp.GoodPassword))
        {
        }

        using var answer = await DecideAsync(browser, Wanted);

        using var http = _app.Client();
        using var redeemed = await _flow.RedeemAsync(http, Back(answer)["code"].ToString());
        Assert.Equal(KnownPatients.Hidden, (await redeemed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("patient").GetString());
    }

    [Fact]
    public async Task Authorize_PersonWhoSeesNoPatients_IsToldToTheApp()
    {
        using var browser = await _flow.SignedInAsync(Roles.OrgAdmin);

        using var answer = await browser.GetAsync(Wanted);

        Assert.Equal("access_denied", Back(answer)["error"]);
    }

    private async Task<Dictionary<string, string>> OpenAsync(Browser browser)
    {
        using var page = await browser.GetAsync(Wanted);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("action=\"/connect/patient\"", html);
        Assert.DoesNotContain("<button type=\"submit\" name=\"patient\"", html);
        return FieldsOf(html);
    }

    // The page repeats them in each of its forms.
    private static Dictionary<string, string> FieldsOf(string html) => Fields(html[..html.IndexOf("</form>", StringComparison.Ordinal)]);

    private static Task<HttpResponseMessage> PostAsync(Browser browser, Dictionary<string, string> fields, (string Name, string Value) more) =>
        browser.PostAsync("/connect/patient", new(fields) { [more.Name] = more.Value });

    private Task<long> GrantsAsync() =>
        platform.ScalarAsync<long>("SELECT count(*) FROM platform.grants WHERE client_id = $1", _flow.Client.Id);
}
