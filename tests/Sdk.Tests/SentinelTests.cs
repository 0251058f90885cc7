using System.Net;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Testing;

namespace Sdk.Tests;

/// <summary>
/// Patient content stays where it belongs: a made-up name and number go through writing, reading, searching, failing and
/// the chart, and stand afterwards in no log line, no trace, no audit row, no event and no answer that need not hold them.
/// </summary>
public sealed class SentinelTests(SeededPlatform seeded)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sentinel_AfterEveryUse_StandsInNoLogTraceOrTrail()
    {
        var started = seeded.Platform.Log.Lines.Count;

        await ReadAndSearchAsync();
        var errors = await FailAsync();
        await LookAsync();

        Assert.True(seeded.Platform.Log.Lines.Count >= started && seeded.Traces.Lines.Count > 0, "Nothing was captured.");
        Assert.Empty(Among(seeded.Platform.Log.Lines));
        Assert.Empty(Among(seeded.Traces.Lines));
        Assert.Empty(Among(await TextsAsync("SELECT to_jsonb(a)::text FROM platform.audit_event a")));
        Assert.Empty(Among(await TextsAsync("SELECT to_jsonb(e)::text FROM platform.event e UNION ALL SELECT to_jsonb(o)::text FROM platform.outbox o")));
        Assert.True(!Among(errors).Any(), string.Join('\n', Among(errors)));
        Assert.Empty(Among(await OpenAnswersAsync()));
    }

    [Fact]
    public void Sentinel_ThatIsLogged_IsFound()
    {
        using var log = new CapturedLog();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));

        factory.CreateLogger("Guilty").LogInformation("the name is {Name}", SeedBundle.Family.ToUpperInvariant());

        Assert.Single(Among(log.Lines));
    }

    private async Task ReadAndSearchAsync()
    {
        using var search = new FormUrlEncodedContent(new Dictionary<string, string> { ["family"] = SeedBundle.Family, ["identifier"] = SeedBundle.Identifier });
        using var posted = await seeded.Owner.PostAsync("/fhir/Patient/_search", search, Token);
        Assert.Contains(SeedBundle.Identifier, await posted.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        foreach (var address in new[]
        {
            $"/fhir/Patient/{seeded.PatientId}", $"/fhir/Patient?family={SeedBundle.Family}", $"/fhir/Patient?identifier={SeedBundle.Identifier}&name={SeedBundle.Given}",
            $"/api/mpi/patients/{seeded.PatientId}", $"/api/journey/patients/{seeded.PatientId}/graph",
        })
        {
            using var answer = await seeded.Owner.GetAsync(address, Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <returns>The answers, none of which needs to repeat what it was sent.</returns>
    private async Task<IReadOnlyList<string>> FailAsync()
    {
        var answers = new List<string>();
        foreach (var (address, body) in new[]
        {
            ("/fhir/Patient", SeedBundle.Patient(extra: ",\"colour\":true")),
            ("/fhir/Patient", SeedBundle.Patient()[..^30]),
            ("/fhir/Patient", $$"""{"resourceType":"Patient","birthDate":"{{SeedBundle.Family}}"}"""),
            ("/fhir/Patient", SeedBundle.Patient(extra: ",\"managingOrganization\":{\"reference\":\"Organization/none\"}")),
            ("/fhir", SeedBundle.Text.Replace("\"gender\":\"female\"", "\"gender\":7", StringComparison.Ordinal)),
        })
        {
            using var answer = await seeded.PostAsync(address, body);
            Assert.InRange((int)answer.StatusCode, 400, 499);
            answers.Add(await answer.Content.ReadAsStringAsync(Token));
        }

        // A code outside its value set is named to whoever sent it; only the log and the trail must not repeat it.
        using var named = await seeded.PostAsync("/fhir/Patient", $$"""{"resourceType":"Patient","gender":"{{SeedBundle.Family}}"}""");
        Assert.InRange((int)named.StatusCode, 400, 499);
        return answers;
    }

    private async Task LookAsync()
    {
        using var clinician = await seeded.Platform.SignedInAsync();
        var chart = await clinician.GetStringAsync($"/patients/{seeded.PatientId}", Token);
        Assert.Contains(SeedBundle.Family, chart, StringComparison.Ordinal);
        foreach (var address in new[] { $"/patients/{seeded.PatientId}/journey", $"/patients/{seeded.PatientId}/summary", "/patients", $"/patients?q={SeedBundle.Family}", $"/patients/{SeedBundle.Identifier}" })
        {
            using var page = await clinician.GetAsync(address, Token);
            Assert.True((int)page.StatusCode < 500, $"{address} was answered {(int)page.StatusCode}.");
        }
    }

    private async Task<IReadOnlyList<string>> OpenAnswersAsync()
    {
        using var nobody = seeded.Platform.Anonymous();
        var answers = new List<string>();
        foreach (var address in new[] { "/health/live", "/health/ready", "/metrics", "/fhir/metadata", $"/fhir/Patient/{seeded.PatientId}", $"/patients/{seeded.PatientId}" })
        {
            using var answer = await nobody.GetAsync(address, Token);
            answers.Add(await answer.Content.ReadAsStringAsync(Token));
        }

        return answers;
    }

    private async Task<IReadOnlyList<string>> TextsAsync(string sql)
    {
        var texts = new List<string>();
        await using var command = seeded.Platform.Superuser.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(Token);
        while (await rows.ReadAsync(Token))
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    private static IEnumerable<string> Among(IEnumerable<string> lines) =>
        lines.Where(line => SeedBundle.Sentinels.Any(sentinel => line.Contains(sentinel, StringComparison.OrdinalIgnoreCase)));
}
