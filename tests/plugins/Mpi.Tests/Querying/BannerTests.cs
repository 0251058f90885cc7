namespace Mpi.Tests.Querying;

[Collection(IdentityCollection.Name)]
public sealed class BannerTests(IdentityPlatform host)
{
    [Fact]
    public async Task Chart_OfALinkedPatient_SaysHowSureItIs()
    {
        var person = new PersonText("Benita", "Bannerfrau", "1955-08-08") { Phone = "555-0111-2020", Ssn = "999-44-8123" };
        await host.Register.PutAsync("banner-a", person);
        await host.Register.PutAsync("banner-b", person);
        await host.Register.AwaitAsync("banner-a", i => i.Status == "linked");

        var page = await ChartAsync("banner-a");

        Assert.Contains("data-status=\"linked\"", page, StringComparison.Ordinal);
        Assert.Contains("2 records agree", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_OfAPossibleDuplicate_AsksForReview()
    {
        var twin = new PersonText("Celia", "Zweifach", "2019-04-23") { Phone = "555-0112-3030", BirthOrder = 1 };
        await host.Register.PutAsync("review-a", twin);
        await host.Register.PutAsync("review-b", twin with { Given = "Clara", BirthOrder = 2 });
        await host.Register.AwaitAsync("review-a", i => i.Status == "possible");

        var page = await ChartAsync("review-a");

        Assert.Contains("data-status=\"possible\"", page, StringComparison.Ordinal);
        Assert.Contains("1 possible duplicate", page, StringComparison.Ordinal);
        Assert.Contains("Not linked: may be a twin", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_OfALonePatient_SaysSo()
    {
        await host.Register.PutAsync("lone", new("Elsbeth", "Einzig", "1931-12-12"));
        await host.Register.AwaitScoredAsync("lone");

        var page = await ChartAsync("lone");

        Assert.Contains("Alone in the register", page, StringComparison.Ordinal);
    }

    private async Task<string> ChartAsync(string id)
    {
        using var clinician = await host.Platform.SignedInAsync();
        return await clinician.GetStringAsync($"/patients/{id}", TestContext.Current.CancellationToken);
    }
}
