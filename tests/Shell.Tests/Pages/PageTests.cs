using System.Text.RegularExpressions;
using Shell.Tests.Fakes;

namespace Shell.Tests.Pages;

public sealed partial class PageTests
{
    [Theory]
    [InlineData("/sign-in?error=invalid", 200, "That did not match.")]
    [InlineData("/", 200, "Changed most recently")]
    [InlineData("/patients", 200, "SYN-p1")]
    [InlineData("/patients/p1", 200, "Testperson, p1")]
    [InlineData("/patients/unknown", 404, "No such patient")]
    [InlineData("/admin/plugins", 200, "Upgrade fhir.")]
    [InlineData("/nowhere", 404, "There is no page at this address")]
    public async Task Get_Page_IsDrawnAndHoldsNothingInline(string path, int status, string text)
    {
        await using var shell = await RunningShell.StartAsync(People.Reader("fhir:read", "plugins:read", "plugins:manage"), options => options.Demo = true);
        shell.Surface.Add<WellFragment>("PatientTab", "summary");

        var (answered, html) = await shell.GetAsync(path);

        Assert.Equal(status, answered);
        Assert.Contains(text, html, StringComparison.Ordinal);
        Assert.Empty(InlineStyle().Matches(html));
        Assert.Empty(InlineHandler().Matches(html));
        Assert.Empty(InlineScript().Matches(html));
    }

    [Theory]
    [InlineData("/patients")]
    [InlineData("/patients/p1")]
    [InlineData("/admin/plugins")]
    public async Task Get_WithoutPermission_IsForbiddenAndSaysNothing(string path)
    {
        await using var shell = await RunningShell.StartAsync(People.Reader());

        var (status, html) = await shell.GetAsync(path);

        Assert.Equal(403, status);
        Assert.Contains("You may not see this", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Testperson", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Upgrade fhir.", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/elsewhere", "/elsewhere")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task SignIn_ReturnUrl_StaysOnThisSite(string asked, string kept)
    {
        await using var shell = await RunningShell.StartAsync(null);

        var (_, html) = await shell.GetAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(asked));

        Assert.Contains($"name=\"returnUrl\" value=\"{kept}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_NotADemo_OffersNobody()
    {
        await using var shell = await RunningShell.StartAsync(null);

        var (_, html) = await shell.GetAsync("/sign-in");

        Assert.DoesNotContain("clinician@demo", html, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor.web.js", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BadPluginsFile_IsSaidOnTheBoard()
    {
        await using var shell = await RunningShell.StartAsync(People.Reader("plugins:read"));

        var (_, html) = await shell.GetAsync("/admin/plugins");

        Assert.Contains("line 3: a comma is missing.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Switch off…", html, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"<[a-z][^>]*\sstyle=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineStyle();

    [GeneratedRegex(@"<[a-z][^>]*\son[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineHandler();

    [GeneratedRegex(@"<script(?![^>]*\ssrc=)", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();
}
