using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PluginPlatform.Sdk.Testing;

namespace Fhir.Tests.AuditEvents;

/// <summary>The audit trail as FHIR shows it: to those who may read it, of their tenant, and to a patient of the own record.</summary>
public sealed class AuditEventTests(FhirPlatform fhir)
{
    [Fact]
    public async Task Search_ByPatient_TellsWhoSawInValidEventsAndIsItselfRecorded()
    {
        var subject = await SeenPatientAsync("Watched", times: 1);
        using var http = await fhir.Platform.SignedInAsync("admin@demo");
        var admin = new FhirClient(http);

        var found = await admin.GetAsync($"AuditEvent?patient=Patient/{subject}&action=R&outcome=0");

        var seen = Assert.Single(Events(found));
        Assert.Equal("nurse@demo", (string?)seen["agent"]![0]!["name"]);
        Assert.Equal("TREAT", (string?)seen["purposeOfEvent"]![0]!["coding"]![0]!["code"]);
        Assert.Contains(seen["entity"]!.AsArray(), entity => (string?)entity!["what"]?["reference"] == $"Patient/{subject}");
        Assert.Contains(seen["entity"]!.AsArray(), entity => (string?)entity!["type"]!["code"] == "Patient");
        Assert.Equal(1, await fhir.Platform.ScalarAsync<long>(
            $"SELECT count(*) FROM platform.audit_event WHERE kinds = '{{AuditEvent}}' AND subjects = '{{{subject}}}' AND actor_name = 'admin@demo' AND action = 's' AND outcome = 'success'"));

        // Every kind of event is a valid resource: the record takes them in a collection, and validates what it takes. It wants
        // targets of references too, which the other patients of these tests may have lost.
        var all = await admin.GetAsync("AuditEvent?_count=500");
        var bundle = new JsonObject { ["resourceType"] = "Bundle", ["type"] = "collection", ["entry"] = new JsonArray([.. Events(all).Where(IsAboutNobodyElse).Select(e => new JsonObject { ["resource"] = e.DeepClone() })]) };
        var stored = await fhir.Api.PostAsync("Bundle", bundle.ToJsonString());
        Assert.True(stored.Status == HttpStatusCode.Created, stored.Text);
        return;

        bool IsAboutNobodyElse(JsonNode e) => e["entity"]?.AsArray().All(entity => (string?)entity!["what"]?["reference"] is null || (string?)entity["what"]!["reference"] == $"Patient/{subject}") != false;
    }

    [Fact]
    public async Task Search_PageByPage_GivesEveryEventOnceNewestFirst()
    {
        var subject = await SeenPatientAsync("Paged", times: 5);
        using var http = await fhir.Platform.SignedInAsync("admin@demo");
        var admin = new FhirClient(http);
        var pages = new List<IReadOnlyList<JsonNode>>();
        for (var next = $"AuditEvent?patient={subject}&agent-name=NURSE&_count=2&_sort=-date"; next is not null;)
        {
            var page = await admin.GetAsync(next);
            pages.Add(Events(page));
            next = (string?)page.Json["link"]!.AsArray().FirstOrDefault(link => (string?)link!["relation"] == "next")?["url"];
        }

        var ids = pages.SelectMany(page => page).Select(e => (string)e["id"]!).ToList();
        var times = pages.SelectMany(page => page).Select(e => (string)e["recorded"]!).ToList();
        Assert.Equal([2, 2, 1], pages.Select(page => page.Count));
        Assert.Equal(5, ids.Distinct().Count());
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);

        Assert.Equal(ids[1..], Ids(await admin.GetAsync($"AuditEvent?patient={subject}&agent-name:exact=nurse@demo&date=lt{times[0]}")));
        Assert.Equal(ids[..2], Ids(await admin.GetAsync($"AuditEvent?patient={subject}&altid=nurse@demo&date=ge{times[1]}&date=le{times[0]}")));
        Assert.Equal(ids, Ids(await admin.GetAsync($"AuditEvent?patient={subject}&agent-name=nurse&date={times[0][..4]}")));
        Assert.Empty(Events(await admin.GetAsync($"AuditEvent?patient={subject}&agent-name=nurse&date=sa2100")));
        Assert.Empty(Events(await admin.GetAsync($"AuditEvent?patient={subject}&agent-name=nurse&action=C,U,D,E")));
        Assert.Empty(Events(await admin.GetAsync($"AuditEvent?patient={subject}&agent-name=nurse&outcome=4,8,12")));
        var read = await admin.GetAsync($"AuditEvent/{ids[3]}");
        Assert.Equal((HttpStatusCode.OK, times[3]), (read.Status, (string?)read.Json["recorded"]));
        Assert.Equal([ids[3]], Ids(await admin.GetAsync($"AuditEvent?_id={ids[3]}")));
        foreach (var none in new[] { ids[3].ToUpperInvariant(), Guid.Empty.ToString(), "x", new('9', 64) })
        {
            (await admin.GetAsync($"AuditEvent/{none}")).Issue(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Search_ByThoseWithoutTheRight_IsForbiddenAndRecorded()
    {
        var subject = await SeenPatientAsync("Guarded", times: 1);
        using var named = await fhir.Platform.ApiAsync("system/AuditEvent.rs");
        using var other = await fhir.Platform.OtherTenantAsync();
        using var clinician = await fhir.Platform.SignedInAsync();
        var own = Events(await new FhirClient(named).GetAsync($"AuditEvent?patient={subject}&action=R"));

        // Every kind of data is not the trail: that has to be asked for by name.
        foreach (var http in new[] { fhir.Api.Http, other, clinician })
        {
            (await new FhirClient(http).GetAsync($"AuditEvent?patient={subject}")).Issue(HttpStatusCode.Forbidden);
            (await new FhirClient(http).GetAsync($"AuditEvent/{own[0]["id"]}")).Issue(HttpStatusCode.Forbidden);
        }

        Assert.Single(own);
        Assert.Equal(HttpStatusCode.Unauthorized, (await new FhirClient(fhir.Platform.Anonymous()).GetAsync("AuditEvent")).Status);
        Assert.True(await fhir.Platform.ScalarAsync<long>(
            "SELECT count(*) FROM platform.audit_event WHERE kinds = '{AuditEvent}' AND actor_name = 'clinician@demo' AND outcome = 'denied'") >= 2);
    }

    [Fact]
    public async Task Search_OfAnotherTenantsEvents_FindsNone()
    {
        var subject = await SeenPatientAsync("Foreign", times: 1);
        using var http = await fhir.Platform.SignedInAsync("admin@demo");
        var id = Ids(await new FhirClient(http).GetAsync($"AuditEvent?patient={subject}&action=R")).Single();
        using var moved = await MoveAdminAsync();
        var stranger = new FhirClient(moved);

        Assert.Empty(Events(await stranger.GetAsync($"AuditEvent?patient={subject}")));
        (await stranger.GetAsync($"AuditEvent/{id}")).Issue(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Search_ByAPatient_ShowsTheOwnRecordAlone()
    {
        var own = await SeenPatientAsync("Own", times: 2);
        var another = await SeenPatientAsync("Another", times: 1);
        await LinkAsync(own);
        using var nurse = await fhir.Platform.SignedInAsync("nurse@demo");
        await new FhirClient(nurse).GetAsync($"Patient?_id={own},{another}");
        using var http = await fhir.Platform.SignedInAsync("patient@demo");
        var patient = new FhirClient(http);

        var found = await patient.GetAsync("AuditEvent?agent-name=nurse");

        Assert.Equal(3, Events(found).Count);
        Assert.DoesNotContain(another, found.Text, StringComparison.Ordinal);
        (await patient.GetAsync($"AuditEvent?patient={another}")).Issue(HttpStatusCode.Forbidden);
        using var admin = await fhir.Platform.SignedInAsync("admin@demo");
        var hidden = Ids(await new FhirClient(admin).GetAsync($"AuditEvent?patient={another}&action=R")).Single();
        (await patient.GetAsync($"AuditEvent/{hidden}")).Issue(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("POST", "AuditEvent")]
    [InlineData("PUT", "AuditEvent/a")]
    [InlineData("DELETE", "AuditEvent/a")]
    [InlineData("GET", "AuditEvent/a/_history")]
    [InlineData("GET", "AuditEvent/a/_history/1")]
    public async Task Write_OfAnEvent_IsNotAllowed(string method, string path)
    {
        var answer = await fhir.Api.SendAsync(new(method), path, method is "POST" or "PUT" ? """{"resourceType":"AuditEvent","id":"a"}""" : null);

        Assert.Equal("not-supported", (string?)answer.Issue(HttpStatusCode.MethodNotAllowed)["code"]);
    }

    [Theory]
    [InlineData("action=X")]
    [InlineData("outcome=1")]
    [InlineData("date=yesterday")]
    [InlineData("date=ne2026")]
    [InlineData("patient=a&patient=b")]
    [InlineData("patient=a,b")]
    [InlineData("patient=Group/a")]
    [InlineData("_sort=date")]
    [InlineData("_count=0")]
    [InlineData("_summary=count")]
    [InlineData("_include=AuditEvent:patient")]
    [InlineData("type=rest")]
    [InlineData("nothing=1")]
    [InlineData("_cursor=1.2")]
    public async Task Search_BadInput_Is400(string query)
    {
        using var http = await fhir.Platform.SignedInAsync("admin@demo");

        (await new FhirClient(http).GetAsync($"AuditEvent?{query}")).Issue(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Capabilities_OfAuditEvent_AreToReadAndSearch()
    {
        var capabilities = (await fhir.Api.GetAsync("metadata")).Json;
        var type = capabilities["rest"]![0]!["resource"]!.AsArray().Single(r => (string?)r!["type"] == "AuditEvent")!;

        Assert.Equal(["read", "search-type"], type["interaction"]!.AsArray().Select(i => (string?)i!["code"]));
        Assert.Equal(
            ["_id", "action", "agent", "agent-name", "altid", "date", "entity", "outcome", "patient"],
            type["searchParam"]!.AsArray().Select(p => (string?)p!["name"]).Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<JsonNode> Events(FhirAnswer answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Json["entry"] is JsonArray entries ? [.. entries.Select(entry => entry!["resource"]!)] : [];
    }

    private static List<string> Ids(FhirAnswer answer) => [.. Events(answer).Select(e => (string)e["id"]!)];

    private async Task<string> SeenPatientAsync(string family, int times)
    {
        var id = await fhir.Api.CreateAsync(Samples.Patient(family, $"G{TimeProvider.System.GetTimestamp()}"));
        using var nurse = await fhir.Platform.SignedInAsync("nurse@demo");
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await new FhirClient(nurse).GetAsync($"Patient/{id}")).Status);
        }

        return id;
    }

    private async Task LinkAsync(string patient)
    {
        using var admin = await fhir.Platform.SignedInAsync("admin@demo");
        admin.DefaultRequestHeaders.Add("Origin", fhir.Platform.Address.GetLeftPart(UriPartial.Authority));
        using var linked = await admin.PutAsJsonAsync("/admin/api/users/patient@demo/person", new { fhirUser = $"Patient/{patient}" });
        Assert.True(linked.IsSuccessStatusCode, await linked.Content.ReadAsStringAsync());
    }

    /// <summary>An administrator of the other tenant.</summary>
    private async Task<HttpClient> MoveAdminAsync()
    {
        using var other = await fhir.Platform.OtherTenantAsync();
        using var admin = await fhir.Platform.SignedInAsync("admin@demo");
        admin.DefaultRequestHeaders.Add("Origin", fhir.Platform.Address.GetLeftPart(UriPartial.Authority));
        using var added = await admin.PostAsJsonAsync("/admin/api/users", new { userName = "audit@other", tenant = TestPlatform.OtherTenant, roles = new[] { "org_admin" }, password = "Another-2026!x" });
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync());
        return await fhir.Platform.SignedInAsync("audit@other", "Another-2026!x");
    }
}
