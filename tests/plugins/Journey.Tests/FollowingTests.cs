using System.Text.Json.Nodes;

namespace Journey.Tests;

/// <summary>How the journey follows changes of the record.</summary>
public sealed class FollowingTests(JourneyPlatform host)
{
    private ChartClient Chart => host.Chart;

    [Fact]
    public async Task Update_OfLabelAndStatus_GraphShowsThem()
    {
        await Chart.TransactAsync(A.Bundle(A.Patient("upd"), A.Condition("upd-c", "upd", "2020-01-01")));
        await Chart.AwaitCountAsync("upd", 1);

        var changed = A.Condition("upd-c", "upd", "2020-01-01");
        changed["code"] = A.Concept("59621000", "Essential hypertension");
        changed["clinicalStatus"] = A.Status("condition-clinical", "resolved");
        changed["abatementDateTime"] = "2021-02-03";
        await Chart.PutAsync(changed);

        var graph = await Chart.AwaitAsync("upd", graph => graph.Nodes[0].Status == "resolved");
        var node = Assert.Single(graph.Nodes);
        Assert.Equal(("Essential hypertension", "resolved", "59621000", "2021-02-03"), (node.Label, node.Status, node.Code, node.End));
    }

    [Fact]
    public async Task Delete_OfResult_NodeAndEdgesGo()
    {
        await Chart.TransactAsync(A.Bundle(A.Patient("del"), A.Encounter("del-e", "del", "2020-01-01"), A.Hemoglobin("del-o", "del", "2020-01-01", 130, "del-e")));
        var before = await Chart.AwaitCountAsync("del", 2);

        await Chart.DeleteAsync("Observation/del-o");

        var after = await Chart.AwaitCountAsync("del", 1);
        Assert.NotEmpty(before.Edges);
        Assert.Equal(("Encounter/del-e", 0), (Assert.Single(after.Nodes).Id, after.Edges.Count));
        Assert.Equal(0, await host.Platform.ScalarAsync<long>("SELECT count(*) FROM journey.edge WHERE resource = 'Observation/del-o'"));
    }

    [Fact]
    public async Task Recreate_AfterDelete_NodeIsBack()
    {
        await Chart.TransactAsync(A.Bundle(A.Patient("back"), A.Encounter("back-e", "back", "2020"), A.Hemoglobin("back-o", "back", "2020-01-01", 130)));
        await Chart.AwaitCountAsync("back", 2);
        await Chart.DeleteAsync("Observation/back-o");
        await Chart.AwaitCountAsync("back", 1);

        await Chart.PutAsync(A.Hemoglobin("back-o", "back", "2020-01-01", 131));

        Assert.Equal(131, (await Chart.AwaitCountAsync("back", 2)).Node("Observation/back-o").Value!.Value.GetDouble());
    }

    [Fact]
    public async Task Update_ToAnotherPatient_MovesTheNode()
    {
        await Chart.TransactAsync(A.Bundle(A.Patient("from"), A.Patient("to"), A.Hemoglobin("moving", "from", "2020-01-01", 130)));
        await Chart.AwaitCountAsync("from", 1);

        await Chart.PutAsync(A.Hemoglobin("moving", "to", "2020-01-01", 130));

        Assert.Equal("Observation/moving", Assert.Single((await Chart.AwaitCountAsync("to", 1)).Nodes).Id);
        Assert.Empty((await Chart.AwaitCountAsync("from", 0)).Nodes);
    }

    [Fact]
    public async Task Update_ToEnteredInError_NodeGoes()
    {
        await Chart.TransactAsync(A.Bundle(A.Patient("err"), A.Hemoglobin("err-o", "err", "2020-01-01", 130)));
        await Chart.AwaitCountAsync("err", 1);

        await Chart.PutAsync(A.With(A.Hemoglobin("err-o", "err", "2020-01-01", 130), "status", "entered-in-error"));

        Assert.Empty((await Chart.AwaitCountAsync("err", 0)).Nodes);
    }

    [Fact]
    public async Task Update_WithFewerComponents_LeavesNoneBehind()
    {
        await Chart.TransactAsync(A.Bundle(A.Patient("few"), Panel(1, 2, 3)));
        await Chart.AwaitCountAsync("few", 3);

        await Chart.PutAsync(Panel(4));

        Assert.Equal(4, Assert.Single((await Chart.AwaitCountAsync("few", 1)).Nodes).Value!.Value.GetDouble());
    }

    [Fact]
    public async Task Change_OlderThanWhatIsHeld_IsIgnored()
    {
        await Chart.TransactAsync(A.Bundle(A.Patient("old"), A.Hemoglobin("old-o", "old", "2020-01-01", 130)));
        await Chart.AwaitCountAsync("old", 1);
        await using var held = host.Platform.Superuser.CreateCommand("UPDATE journey.source SET version = 99 WHERE resource = 'Observation/old-o'");
        Assert.Equal(1, await held.ExecuteNonQueryAsync());

        await Chart.TransactAsync(A.Bundle(A.Hemoglobin("old-o", "old", "2020-01-01", 77), A.Hemoglobin("old-marker", "old", "2020-01-02", 131)));

        var graph = await Chart.AwaitCountAsync("old", 2);
        Assert.Equal(130, graph.Node("Observation/old-o").Value!.Value.GetDouble());
    }

    private static JsonObject Panel(params double[] values) => new()
    {
        ["resourceType"] = "Observation", ["id"] = "few-o", ["status"] = "final", ["code"] = A.Concept("24326-1", "Panel", "http://loinc.org"),
        ["subject"] = A.To("Patient/few"), ["effectiveDateTime"] = "2020",
        ["component"] = new JsonArray([.. values.Select(value => new JsonObject
        {
            ["code"] = A.Concept("2951-2", "Sodium", "http://loinc.org"), ["valueQuantity"] = A.Quantity(value, "mmol/L"),
        })]),
    };
}
