using Mpi.Tests.Following;

namespace Mpi.Tests.External;

[Collection(IdentityCollection.Name)]
public sealed class SyntheaTests(IdentityPlatform host, ITestOutputHelper output)
{
    [Fact]
    public async Task Put_OfEverySyntheaPatientTwice_LinksEachToItselfAndNobodyElse()
    {
        var patients = await SyntheaPatients.ReadAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(patients);
        for (var number = 0; number < patients.Count; number++)
        {
            await host.Register.PutPatientAsync($"synthea-{number}-1", patients[number]);
            await host.Register.PutPatientAsync($"synthea-{number}-2", patients[number]);
        }

        await Subscription.LevelAsync(host.Platform);
        var linked = await PairsAsync("=");
        var wrong = await PairsAsync("<>");
        output.WriteLine($"{patients.Count} patients, {linked} linked with themselves, {wrong} with others");

        Assert.Equal(patients.Count, linked);
        Assert.Equal(0, wrong);
    }

    private Task<long> PairsAsync(string relation) => host.Platform.ScalarAsync<long>(
        $"""
        SELECT count(*) FROM mpi.person a JOIN mpi.person b ON a.golden_record_id = b.golden_record_id AND a.patient_id < b.patient_id
        WHERE a.patient_id LIKE 'synthea-%' AND split_part(a.patient_id, '-', 2) {relation} split_part(b.patient_id, '-', 2)
        """);
}
