using System.IO.Compression;
using System.Net;
using Host.Tests.Plugins;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Tenants;

namespace Host.Tests.Admin;

/// <summary>The page of tenants and the file it asks for.</summary>
[Collection(AdministrationCollection.Name)]
public sealed class TenantsPageTests(FixturePlatform fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_OfThoseWhoRunThePlatform_ShowsEveryTenantAndIsForbiddenToOthers()
    {
        await fixture.Platform.Services.GetRequiredService<TenantDirectory>().AddAsync("north-ward", "North Ward Clinic", Token);
        using var admin = await fixture.Platform.AdminAsync("admin@demo");
        using var nurse = await fixture.Platform.AdminAsync("nurse@demo");
        admin.DefaultRequestHeaders.Add("Accept", "text/html");
        nurse.DefaultRequestHeaders.Add("Accept", "text/html");

        var page = await admin.GetStringAsync("/admin/tenants", Token);
        using var refused = await nurse.GetAsync("/admin/tenants", Token);

        Assert.Contains("North Ward Clinic", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Archive_AskedForByAForm_IsTheWholeExportAndNeedsAReason()
    {
        await fixture.Platform.Services.GetRequiredService<TenantDirectory>().AddAsync("to-export", "To Export", Token);
        using var admin = await fixture.Platform.AdminAsync("admin@demo");

        using var none = await admin.PostAsync("/admin/api/tenants/to-export/archive", new FormUrlEncodedContent([new("reason", "")]), Token);
        using var answer = await admin.PostAsync("/admin/api/tenants/to-export/archive", new FormUrlEncodedContent([new("reason", "moves to another host")]), Token);

        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Token));
        Assert.NotNull(zip.GetEntry("manifest.json"));
    }

    // The entrance of a tenant that is not there looks like any other.
    [Theory]
    [InlineData("/t/demo")]
    [InlineData("/t/no-such-tenant")]
    public async Task Entrance_OfATenant_IsTheSignInPage(string path)
    {
        using var http = fixture.Platform.Anonymous();

        var page = await http.GetStringAsync(path, Token);

        Assert.Contains("action=\"/connect/sign-in\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/connect/federation", page, StringComparison.Ordinal);
    }
}
