using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Fhir.Tests.Transactions;

public sealed class SyntheaTests(FhirPlatform fhir, ITestOutputHelper output)
{
    [Fact]
    public async Task Synthea_EveryBundle_LoadsWithEveryEntryStored()
    {
        var files = ExternalData.Synthea();
        Assert.SkipWhen(files.Count == 0, "The Synthea bundles are not beside the repository (PLATFORM_EXTERNAL_DATA).");
        var entries = 0;
        var watch = new Stopwatch();
        foreach (var file in files)
        {
            using var body = new ByteArrayContent(await ExternalData.ReadAsync(file)) { Headers = { ContentType = new MediaTypeHeaderValue("application/fhir+json") } };
            watch.Start();
            using var response = await fhir.Api.Http.PostAsync("/fhir", body);
            var text = await response.Content.ReadAsStringAsync();
            watch.Stop();
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{Path.GetFileName(file)}: {text[..Math.Min(text.Length, 2000)]}");
            using var answer = JsonDocument.Parse(text);
            entries += answer.RootElement.GetProperty("entry").GetArrayLength();
        }

        output.WriteLine($"{files.Count} bundles, {entries} resources in {watch.ElapsedMilliseconds} ms: {entries * 1000 / Math.Max(1, watch.ElapsedMilliseconds)}/s");
    }
}
