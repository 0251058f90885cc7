using System.Net;
using System.Text.Json.Nodes;

namespace Journey.Tests;

/// <summary>Who sees what, and what it leaves behind.</summary>
public sealed class AccessTests(JourneyPlatform host)
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Graph_OfUnknownPatient_Is404WithCode()
    {
        using var answer = await host.Chart.AskAsync("nobody");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("journey.patient-unknown", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(End))!["code"]);
    }

    [Fact]
    public async Task Graph_OfPatientWithoutEvents_IsEmpty()
    {
        await host.Chart.PutAsync(A.Patient("blank"));

        Assert.Equal("""{"nodes":[],"edges":[]}""", await host.Chart.TextAsync("blank"));
    }

    [Fact]
    public async Task Graph_OfDeletedPatient_Is404()
    {
        await host.Chart.TransactAsync(A.Bundle(A.Patient("leaver"), A.Hemoglobin("leaver-o", "leaver", "2020", 1)));
        await host.Chart.AwaitCountAsync("leaver", 1);
        await host.Chart.DeleteAsync("Observation/leaver-o");
        await host.Chart.DeleteAsync("Patient/leaver");
        await host.Chart.TransactAsync(A.Bundle(A.Patient("leaver-marker"), A.Hemoglobin("leaver-marker-o", "leaver-marker", "2020", 1)));
        await host.Chart.AwaitCountAsync("leaver-marker", 1);

        using var answer = await host.Chart.AskAsync("leaver");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Graph_WithAnotherTenantsToken_Is404()
    {
        await host.Chart.TransactAsync(A.Bundle(A.Patient("mine"), A.Hemoglobin("mine-o", "mine", "2020", 1)));
        await host.Chart.AwaitCountAsync("mine", 1);
        using var other = await host.Platform.OtherTenantAsync();

        using var answer = await other.GetAsync(ChartClient.Path("mine"), End);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Tables_AsThePluginWithAnotherTenant_ShowNothing()
    {
        await host.Chart.TransactAsync(A.Bundle(A.Patient("walled"), A.Encounter("walled-e", "walled", "2020"), A.Hemoglobin("walled-o", "walled", "2020", 1, "walled-e")));
        await host.Chart.AwaitCountAsync("walled", 2);
        await using var own = await host.Platform.AsPluginAsync("journey", "demo");
        await using var foreign = await host.Platform.AsPluginAsync("journey", "other");

        foreach (var table in new[] { "source", "node", "edge", "subject" })
        {
            Assert.True(await CountAsync(own, table) > 0, table);
            Assert.Equal(0, await CountAsync(foreign, table));
        }
    }

    [Fact]
    public async Task Graph_WithoutCredentials_Is401()
    {
        using var nobody = host.Platform.Anonymous();
        using var answer = await nobody.GetAsync(ChartClient.Path("anyone"), End);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Graph_ForAdministrator_Is403()
    {
        using var admin = await host.Platform.SignedInAsync("admin@demo");
        using var answer = await admin.GetAsync(ChartClient.Path("anyone"), End);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Graph_WithNarrowScope_HoldsBackOtherTypes()
    {
        await host.Chart.TransactAsync(A.Bundle(A.Patient("narrow"), A.Encounter("narrow-e", "narrow", "2020"), A.Hemoglobin("narrow-o", "narrow", "2020", 1, "narrow-e")));
        await host.Chart.AwaitCountAsync("narrow", 2);
        using var http = await host.Platform.ApiAsync("system/Observation.r");
        var chart = new ChartClient(http);

        var graph = await chart.AwaitCountAsync("narrow", 1);

        Assert.Equal("Observation/narrow-o", Assert.Single(graph.Nodes).Id);
        Assert.Empty(graph.Edges);
        using var wide = await host.Chart.AskAsync("narrow");
        using var held = await chart.AskAsync("narrow", wide.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, held.StatusCode);
    }

    [Fact]
    public async Task Graph_HeldAlready_Is304UntilItChanges()
    {
        await host.Chart.TransactAsync(A.Bundle(A.Patient("held"), A.Hemoglobin("held-o", "held", "2020", 1)));
        await host.Chart.AwaitCountAsync("held", 1);
        using var first = await host.Chart.AskAsync("held");
        var tag = first.Headers.ETag!.ToString();

        using var same = await host.Chart.AskAsync("held", tag);
        await host.Chart.PutAsync(A.Hemoglobin("held-o2", "held", "2021", 2));
        await host.Chart.AwaitCountAsync("held", 2);
        using var changed = await host.Chart.AskAsync("held", tag);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(End));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"1\"")]
    [InlineData("\"99999999999999999999-zz\"")]
    [InlineData("nonsense, \"x-y-z\"")]
    public async Task Graph_WithStrangeTag_IsAnsweredInFull(string tag)
    {
        await host.Chart.PutAsync(A.Patient("strange"));

        using var answer = await host.Chart.AskAsync("strange", tag);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Graph_Read_LeavesAnAuditRowWithItsKinds()
    {
        await host.Chart.TransactAsync(A.Bundle(A.Patient("audited"), A.Encounter("audited-e", "audited", "2020"), A.Hemoglobin("audited-o", "audited", "2020", 1)));
        await host.Chart.AwaitCountAsync("audited", 2);
        const string Rows = "SELECT count(*) FROM platform.audit_event WHERE plugin = 'journey' AND subjects = '{audited}' AND kinds @> '{Encounter,Observation}' AND outcome = 'success'";
        var before = await host.Platform.ScalarAsync<long>(Rows);

        await host.Chart.TextAsync("audited");

        Assert.Equal(before + 1, await host.Platform.ScalarAsync<long>(Rows));
    }

    private static async Task<long> CountAsync(Npgsql.NpgsqlConnection connection, string table)
    {
        await using var command = new Npgsql.NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync(End))!;
    }
}
