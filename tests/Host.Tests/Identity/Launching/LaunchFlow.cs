using System.Net;
using System.Text.RegularExpressions;
using Host.Tests.Identity.Authorizing;
using Microsoft.AspNetCore.WebUtilities;
using PluginPlatform.Identity.Clients;

namespace Host.Tests.Identity.Launching;

/// <summary>Starting an app for a patient, as the shell, a browser and the app do it.</summary>
internal static partial class LaunchFlow
{
    public const string Fhir = IdentityApp.Issuer + "/fhir";
    public const string LaunchUri = "https://client.test/launch?tenant=1";

    public static Task<Flow> RegisterAppAsync(IdentityApp app, bool preApproved = false, Func<NewClient, NewClient>? change = null) =>
        Flow.RegisterAsync(app, client =>
        {
            var smart = client with
            {
                LaunchUri = LaunchUri,
                PreApproved = preApproved,
                Scopes = ["openid", "offline_access", "launch", "launch/patient", "patient/*.rs", "user/*.rs"],
            };
            return change?.Invoke(smart) ?? smart;
        });

    /// <summary>The page that leads on to the app; or why there is none.</summary>
    public static async Task<(HttpStatusCode Status, string Html)> StartAsync(Browser browser, string client, string patient, bool forged = false)
    {
        using var form = await browser.GetAsync("/form");
        using var answer = await browser.PostAsync("/connect/launch", new()
        {
            ["app"] = client,
            ["patient"] = patient,
            ["__RequestVerificationToken"] = forged ? "forged" : await form.Content.ReadAsStringAsync(),
        });
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task<string> HandleAsync(Browser browser, string client, string patient = KnownPatients.Seen)
    {
        var (status, html) = await StartAsync(browser, client, patient);
        Assert.Equal(HttpStatusCode.OK, status);
        return QueryHelpers.ParseQuery(new Uri(AddressOf(html)).Query)["launch"].ToString();
    }

    public static string AddressOf(string html) => WebUtility.HtmlDecode(Refresh().Match(html).Groups[1].Value);

    /// <summary>A request as an app makes it that was started from a chart; changes replace parameters.</summary>
    public static string Address(this Flow flow, string? handle, params (string Name, string? Value)[] changes) =>
        flow.Address([("scope", "openid launch patient/*.rs"), ("aud", Fhir), ("launch", handle), .. changes]);

    /// <summary>The same, opened by a frame of the chart.</summary>
    public static Task<HttpResponseMessage> FramedAsync(Browser browser, string address, string from = "same-origin")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Sec-Fetch-Dest", "iframe");
        request.Headers.Add("Sec-Fetch-Site", from);
        return browser.SendAsync(request);
    }

    [GeneratedRegex("http-equiv=\"refresh\" content=\"0;url=([^\"]*)\"")]
    private static partial Regex Refresh();
}
