using System.Diagnostics;
using System.Security.Cryptography;
using PluginPlatform.Sdk.Encryption;

namespace Host.Tests.Storage.Encryption;

/// <summary>Prints figures; run with <c>-explicit only</c> on a machine that does nothing else.</summary>
public sealed class EncryptionMeasurements(KernelDatabases databases, ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Fields_OnOneThread_PrintFigures()
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");
        foreach (var (size, count) in new[] { (40, 400_000), (1024, 200_000), (1_000_000, 1000) })
        {
            var plain = RandomNumberGenerator.GetBytes(size);
            var stored = new byte[size + IFieldCipher.Overhead];
            await MeasureAsync("warm", 1, Math.Min(count, 1000), () => cipher.EncryptAsync(new("n.b", "1"), plain, stored, Token));
            await MeasureAsync("encrypt", size, count, () => cipher.EncryptAsync(new("n.b", "1"), plain, stored, Token));
            var opened = FieldState.Refused;
            await MeasureAsync("decrypt", size, count, async () =>
            {
                var outcome = await cipher.DecryptAsync(new("n.b", "1"), stored, plain, Token);
                opened = outcome.State;
                return outcome.Length;
            });
            Assert.Equal(FieldState.Opened, opened);
        }
    }

    [Fact(Explicit = true)]
    public async Task Blobs_OfHundredMegabytes_PrintFigures()
    {
        await using var storage = await databases.NewStorageAsync();
        var blobs = storage.Blobs.Of("a", "docs");
        var content = RandomNumberGenerator.GetBytes(100_000_000);
        var id = "";
        await MeasureAsync("blob put", content.Length, 1, async () =>
        {
            id = await blobs.PutAsync(new MemoryStream(content), Token);
            return 0;
        });
        await MeasureAsync("blob read", content.Length, 1, async () =>
        {
            await using var stream = (await blobs.OpenAsync(id, Token)).Content!;
            await stream.CopyToAsync(Stream.Null, Token);
            return 0;
        });
        Assert.True(await blobs.DeleteAsync(id, Token));
    }

    private async Task MeasureAsync(string what, int size, int count, Func<ValueTask<int>> act)
    {
        var allocated = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            await act();
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(
            $"{what} {size} bytes: {count / seconds:F0}/s, {size * (double)count / seconds / 1e6:F0} MB/s, {(GC.GetTotalAllocatedBytes() - allocated) / count} bytes allocated each");
    }
}
