using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Bearer;
using PluginPlatform.Identity.Signals;

namespace Host.Tests.Identity;

/// <summary>What believing a token costs: aim ≤ 150 µs the first time and ≤ 5 µs from the cache.</summary>
[Collection(IdentityCollection.Name)]
public sealed class BearerMeasurements(IdentityPlatform platform, ITestOutputHelper output)
{
    private const int Tokens = 400;
    private const int Rounds = 500;

    [Fact(Explicit = true)]
    public async Task Read_TokensOnceAndManyTimes_TakesSoLong()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        using var http = app.Client();
        var client = await app.AddClientAsync("system/*.cruds");
        var tokens = new List<string>();
        for (var i = 0; i < Tokens; i++)
        {
            tokens.Add(await http.AccessTokenAsync(client.Id, client.Secret));
        }

        var reader = app.Services.GetRequiredService<AccessTokenReader>();
        var signals = app.Services.GetRequiredService<SecuritySignals>();
        var cold = new List<double>();
        var warm = new List<double>();
        for (var round = 0; round < 12; round++)
        {
            signals.Tell(SecuritySignals.Everything);
            await reader.ReadAsync(tokens[0], CancellationToken.None);
            cold = await TimeAsync(reader, tokens.Skip(1));
        }

        for (var round = 0; round < Rounds; round++)
        {
            warm = await TimeAsync(reader, tokens);
        }

        output.WriteLine($"bearer cold: median {Median(cold)} µs; cached: median {Median(warm)} µs ({reader.Cache.Count} kept)");
        Assert.Equal(Tokens, reader.Cache.Count);
    }

    private static async Task<List<double>> TimeAsync(AccessTokenReader reader, IEnumerable<string> tokens)
    {
        var took = new List<double>();
        foreach (var token in tokens)
        {
            var started = Stopwatch.GetTimestamp();
            var outcome = await reader.ReadAsync(token, CancellationToken.None);
            took.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
            Assert.NotNull(outcome.Identity);
        }

        return took;
    }

    private static string Median(List<double> values) => values.Order().ElementAt(values.Count / 2).ToString("0.0", CultureInfo.InvariantCulture);
}
