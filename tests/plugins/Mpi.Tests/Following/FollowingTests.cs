namespace Mpi.Tests.Following;

[Collection(IdentityCollection.Name)]
public sealed class FollowingTests(IdentityPlatform host, ITestOutputHelper output)
{
    private const string FromTheBeginning = "UPDATE platform.subscription SET position = 0 WHERE plugin = 'mpi'";

    private const string AsNeverSubscribed =
        """
        DELETE FROM platform.subscription_backfill b USING platform.subscription s WHERE b.subscription_id = s.id AND s.plugin = 'mpi';
        DELETE FROM platform.event_retry r USING platform.subscription s WHERE r.subscription_id = s.id AND s.plugin = 'mpi';
        DELETE FROM platform.subscription WHERE plugin = 'mpi'
        """;

    [Fact]
    public async Task Replay_OfAllEvents_LeavesTheSameTables()
    {
        var person = new PersonText("Rosa", "Wiederholt", "1949-07-19") { Phone = "555-0123-6611", Ssn = "999-96-5555" };
        await host.Register.PutAsync("again-a", person);
        await host.Register.PutAsync("again-b", person with { Given = "Rosi" });
        await host.Register.PutAsync("again-c", new("Nur", "Kurz", "2001-01-20"));
        await host.Register.PutAsync("again-b", person with { City = "Otherham" });
        await host.Register.DeleteAsync("again-c");
        await host.Register.AwaitAsync("again-b", i => i.Status == "linked");
        await Subscription.LevelAsync(host.Platform);
        var before = await Subscription.DumpAsync(host.Platform);

        await Subscription.SetBackAsync(host.Platform, FromTheBeginning);
        var replayed = await Subscription.DumpAsync(host.Platform);
        await Subscription.SetBackAsync(host.Platform, AsNeverSubscribed);
        var backfilled = await Subscription.DumpAsync(host.Platform);

        output.WriteLine(before);
        Assert.Equal(before, replayed);
        Assert.Equal(before, backfilled);
    }

    [Fact]
    public async Task SwitchOn_AfterPatientsWereWritten_BackFills()
    {
        await Subscription.SwitchAsync(host.Platform, on: false);
        var person = new PersonText("Lotte", "Nachtrag", "1977-10-02") { Phone = "555-0135-2424", Ssn = "999-17-6666" };
        await host.Register.PutAsync("late-a", person);
        await host.Register.PutAsync("late-b", person);
        using var off = await host.Register.AskAsync("late-a");

        await Subscription.RunAsync(host.Platform, AsNeverSubscribed);
        await Subscription.RunAsync(host.Platform, "TRUNCATE mpi.person, mpi.blocking_key, mpi.golden_record, mpi.link");
        await Subscription.SwitchAsync(host.Platform, on: true);
        var identity = await host.Register.AwaitAsync("late-a", i => i.Status == "linked");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, off.StatusCode);
        Assert.Equal("linked", identity.Status);
    }

    [Fact]
    public async Task Put_Of1000Patients_ScoresAllOfThem()
    {
        const int Seed = 20261122;
        output.WriteLine($"seed {Seed}");
        var persons = Population.Of(1_000, Seed);
        var started = TimeProvider.System.GetTimestamp();
        foreach (var chunk in persons.Chunk(250))
        {
            await host.Register.PutManyAsync(chunk);
        }

        var written = TimeProvider.System.GetElapsedTime(started);
        await Subscription.LevelAsync(host.Platform);
        var scored = TimeProvider.System.GetElapsedTime(started);

        var rows = await host.Platform.ScalarAsync<long>("SELECT count(*) FROM mpi.person WHERE patient_id LIKE 'bulk-%' AND golden_record_id IS NOT NULL");
        var groups = await host.Platform.ScalarAsync<long>("SELECT count(DISTINCT golden_record_id) FROM mpi.person WHERE patient_id LIKE 'bulk-%'");
        var wrong = await host.Platform.ScalarAsync<long>(
            """
            SELECT count(*) FROM mpi.person a JOIN mpi.person b USING (golden_record_id)
            WHERE a.patient_id LIKE 'bulk-%' AND b.patient_id LIKE 'bulk-%' AND a.patient_id < b.patient_id
            AND split_part(a.patient_id, '-', 2) <> split_part(b.patient_id, '-', 2)
            """);
        output.WriteLine($"written in {written.TotalSeconds:0.00} s, scored after {scored.TotalSeconds:0.00} s: {1_000 / scored.TotalSeconds:0} patients/s; {groups} golden records");
        foreach (var line in host.Platform.Log.Lines.Where(l => l.Contains("Indexed", StringComparison.Ordinal)).TakeLast(6))
        {
            output.WriteLine(line);
        }

        var people = persons.Select(p => p.Id.Split('-')[1]).Distinct().Count();
        Assert.Equal(1_000, rows);
        Assert.Equal(0, wrong);
        Assert.InRange(groups, people, people + 5);
    }
}
