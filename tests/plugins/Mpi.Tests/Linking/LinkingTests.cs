namespace Mpi.Tests.Linking;

[Collection(IdentityCollection.Name)]
public sealed class LinkingTests(IdentityPlatform host)
{
    [Fact]
    public async Task Put_SamePersonTwice_LinksWithWeights()
    {
        var person = new PersonText("Juniper", "Testperson", "1959-05-03") { Phone = "555-0131-4407", Ssn = "999-41-0017", RecordNumber = "A-1" };
        await host.Register.PutAsync("same-a", person);
        await host.Register.PutAsync("same-b", person with { RecordNumber = "B-1", Given = "June" });

        var b = await host.Register.AwaitAsync("same-b", i => i.Status == "linked");
        var a = await host.Register.AwaitAsync("same-a", i => i.Status == "linked");

        Assert.Equal(("linked", "linked"), (a.Status, b.Status));
        Assert.Equal(a.GoldenRecordId, b.GoldenRecordId);
        Assert.Equal(2, a.Records);
        var link = Assert.Single(a.Links);
        Assert.Equal(("same-b", "linked"), (link.PatientId, link.Decision));
        Assert.InRange(link.Score, 0.995, 1);
        Assert.Equal(link.Score, a.Confidence);
        Assert.Equal("exact", link.Levels["uniqueIdentifier"]);
        Assert.True(link.Weights["familyName"] > 0);
        Assert.True(link.Weights["recordNumber"] < 0);
        Assert.Equal(link.Weight, link.Weights.Values.Sum(), 2);
    }

    [Fact]
    public async Task Link_OfTwoRecords_LeavesTheRecordAsItWas()
    {
        var person = new PersonText("Carla", "Chartson", "1934-09-27") { Phone = "555-0122-3190", Ssn = "999-33-7001" };
        await host.Register.PutAsync("chart-a", person);
        await host.Register.PutAsync("chart-b", person);
        await host.Register.AwaitAsync("chart-a", i => i.Status == "linked");

        var patient = await host.Register.PatientAsync("chart-a");

        Assert.Equal("chart-a", (string?)patient["id"]);
        Assert.Null(patient["link"]);
        Assert.Equal(2, await host.Platform.ScalarAsync<long>(
            "SELECT count(*) FROM platform.event WHERE type = 'fhir.resource-changed' AND key LIKE 'Patient/chart-%'"));
    }

    [Fact]
    public async Task Put_Twins_KeepsThemPossibleAndApart()
    {
        var twin = new PersonText("Alina", "Zwilling", "2021-02-14") { Phone = "555-0144-9001", BirthOrder = 1 };
        await host.Register.PutAsync("twin-a", twin);
        await host.Register.PutAsync("twin-b", twin with { Given = "Amelie", BirthOrder = 2 });

        var b = await host.Register.AwaitAsync("twin-b", i => i.Status == "possible");
        var a = await host.Register.AwaitAsync("twin-a", i => i.Status == "possible");

        Assert.Equal(("possible", "possible"), (a.Status, b.Status));
        Assert.NotEqual(a.GoldenRecordId, b.GoldenRecordId);
        Assert.Equal((1, 1), (a.Records, b.Records));
        var link = Assert.Single(a.Links);
        Assert.Equal("possible", link.Decision);
        Assert.Contains("multipleBirth", link.Rules);
        Assert.Null(a.Confidence);
    }

    [Fact]
    public async Task Put_ThatMakesThemDiffer_Unlinks()
    {
        var person = new PersonText("Marta", "Loslassen", "1971-11-30") { Phone = "555-0177-1200", Ssn = "999-52-1111" };
        await host.Register.PutAsync("part-a", person);
        await host.Register.PutAsync("part-b", person);
        var together = await host.Register.AwaitAsync("part-b", i => i.Status == "linked");

        await host.Register.PutAsync("part-b", new("Otto", "Anderswo", "1990-01-17", "male")
        {
            Street = "4 Far Row", City = "Elsewhere", PostCode = "98765",
        });
        var b = await host.Register.AwaitAsync("part-b", i => i.Status == "unique");
        var a = await host.Register.AwaitAsync("part-a", i => i.Status == "unique");

        Assert.Equal("linked", together.Status);
        Assert.Equal(("unique", "unique"), (a.Status, b.Status));
        Assert.Empty(a.Links);
        Assert.NotEqual(a.GoldenRecordId, b.GoldenRecordId);
        Assert.Equal(together.GoldenRecordId, a.GoldenRecordId);
        Assert.Equal(1, await Announced("mpi.patients-linked", together.GoldenRecordId!));
        Assert.Equal(1, await Announced("mpi.patients-unlinked", together.GoldenRecordId!));
    }

    [Fact]
    public async Task Put_ThatChangesNothingOfWhoItIs_KeepsTheScore()
    {
        var person = new PersonText("Hanna", "Unberuehrt", "1944-04-04") { RecordNumber = "U-1" };
        await host.Register.PutAsync("still-a", person);
        await host.Register.AwaitScoredAsync("still-a");
        var before = await ScoredAt("still-a");

        await host.Register.PutAsync("still-a", person with { Family = "UNBERUEHRT" });
        await host.Register.PutAsync("still-b", new("Somebody", "Else", "1911-01-02"));
        await host.Register.AwaitScoredAsync("still-b");

        Assert.Equal(before, await ScoredAt("still-a"));
    }

    [Fact]
    public async Task Delete_OfALinkedRecord_LeavesTheOtherItsGoldenRecord()
    {
        var person = new PersonText("Paula", "Geloescht", "1966-06-06") { Phone = "555-0188-1234", Ssn = "999-63-2222" };
        await host.Register.PutAsync("gone-a", person);
        await host.Register.PutAsync("gone-b", person);
        var together = await host.Register.AwaitAsync("gone-a", i => i.Status == "linked");

        await host.Register.DeleteAsync("gone-b");
        var a = await host.Register.AwaitAsync("gone-a", i => i.Status == "unique");
        using var gone = await host.Register.AskAsync("gone-b");

        Assert.Equal("unique", a.Status);
        Assert.Equal(together.GoldenRecordId, a.GoldenRecordId);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal(0, await host.Platform.ScalarAsync<long>("SELECT count(*) FROM mpi.blocking_key WHERE patient_id = 'gone-b'"));
    }

    [Fact]
    public async Task Chain_WhoseEndsHaveTwoNumbers_IsHeld()
    {
        var person = new PersonText("Greta", "Kettenglied", "1983-08-21") { Middle = "Sofie", Phone = "555-0199-7700" };
        await host.Register.PutAsync("chain-a", person with { Ssn = "999-74-3333" });
        await host.Register.PutAsync("chain-c", person with { Ssn = "999-28-9191" });
        await host.Register.PutAsync("chain-b", person);

        var b = await host.Register.AwaitAsync("chain-b", i => i.Links.Count == 2);
        var a = await host.Register.AwaitScoredAsync("chain-a");
        var c = await host.Register.AwaitScoredAsync("chain-c");

        Assert.Equal(["held", "linked"], b.Links.Select(l => l.Decision).Order());
        Assert.NotEqual(a.GoldenRecordId, c.GoldenRecordId);
        Assert.Contains("conflictingIdentifier", a.Links.Single(l => l.PatientId == "chain-c").Rules);
        Assert.Equal(2, b.Records);
    }

    private Task<long> Announced(string type, string key) => host.Platform.ScalarAsync<long>(
        $"SELECT (SELECT count(*) FROM platform.event WHERE type = '{type}' AND key = '{key}') + (SELECT count(*) FROM platform.outbox WHERE type = '{type}' AND key = '{key}')");

    private Task<DateTime> ScoredAt(string id) => host.Platform.ScalarAsync<DateTime>($"SELECT scored_at FROM mpi.person WHERE patient_id = '{id}'");
}
