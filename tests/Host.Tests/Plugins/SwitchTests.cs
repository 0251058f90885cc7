using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PluginPlatform.Sdk.Testing;

namespace Host.Tests.Plugins;

/// <summary>plugins.json changes while the host runs.</summary>
public sealed class SwitchTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _platform = await TestPlatform.StartAsync(FixturePlatform.Options(FixturePlatform.WellBehaved), Token);

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task SwitchedOff_ItsEndpointsAreGoneAndDependentsAreRefused_SwitchedOnTheyComeBack()
    {
        using var clinician = await _platform.SignedInAsync();
        Assert.Equal("Hello Ada of demo", await GreetingAsync(clinician));

        await SwitchAsync("hello", enabled: false);
        using var gone = await clinician.GetAsync("/api/hello/greeting", Token);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("switched off", await ReasonAsync("listener"), StringComparison.Ordinal);

        await SwitchAsync("hello", enabled: true);
        Assert.Equal("Hello Ada of demo", await GreetingAsync(clinician));
    }

    [Fact]
    public async Task Listener_SwitchedOnLater_FollowsWhereItStopped()
    {
        using var clinician = await _platform.SignedInAsync();
        clinician.DefaultRequestHeaders.Add("Origin", _platform.Address.GetLeftPart(UriPartial.Authority));
        await SayAsync(clinician, 1);
        await HeardAsync(1);

        await SwitchAsync("listener", enabled: false);
        await SayAsync(clinician, 2);
        Assert.Equal(1, await _platform.ScalarAsync<long>("SELECT count(*) FROM listener.heard"));

        await SwitchAsync("listener", enabled: true);
        await HeardAsync(2);
    }

    [Fact]
    public async Task File_WithATypo_IsRefusedWithItsLineAndTheRunningSetStays()
    {
        using var clinician = await _platform.SignedInAsync();
        using var admin = await _platform.SignedInAsync("admin@demo");

        await File.WriteAllTextAsync(_platform.PluginsFile, "{ \"plugins\": {\n  \"hello\": { \"enabeld\": true } } }", Token);

        var error = await EventuallyAsync(async () =>
            (await admin.GetFromJsonAsync<JsonElement>("/admin/api/plugins", Token)).GetProperty("fileError").GetString());
        Assert.Contains("line 2", error, StringComparison.Ordinal);
        Assert.Contains("enabeld", error, StringComparison.Ordinal);
        Assert.Equal("hello", await clinician.GetStringAsync("/api/hello/greeting", Token));
    }

    [Fact]
    public async Task Assembly_ThatIsCorrupt_IsRefusedAndTheRestServes()
    {
        var folder = Directory.CreateTempSubdirectory("plugins-").FullName;
        Copy(Path.Combine(FixturePlatform.PluginFolder, "hello"), Path.Combine(folder, "hello"));
        Copy(Path.Combine(FixturePlatform.PluginFolder, "listener"), Path.Combine(folder, "listener"));
        var assembly = Directory.EnumerateFiles(folder, "Listener.dll", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(assembly, Token);
        bytes[bytes.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(assembly, bytes, Token);

        await using var platform = await TestPlatform.StartAsync(FixturePlatform.Options(FixturePlatform.WellBehaved, folder), Token);
        using var clinician = await platform.SignedInAsync();

        Assert.Equal("hello", await clinician.GetStringAsync("/api/hello/greeting", Token));
        using var admin = await platform.SignedInAsync("admin@demo");
        var listener = (await admin.GetFromJsonAsync<JsonElement>("/admin/api/plugins/list", Token)).EnumerateArray().Single(p => p.GetProperty("id").GetString() == "listener");
        Assert.Equal("faulted", listener.GetProperty("state").GetString());
        Assert.Contains("Listener.dll differs", listener.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Generations_OfTwoPlugins_HaveTheirOwnContextAndShareContracts()
    {
        using var clinician = await _platform.SignedInAsync();
        await clinician.GetStringAsync("/api/listener/greeting/Ada", Token);

        var contexts = System.Runtime.Loader.AssemblyLoadContext.All;
        Assert.Contains(contexts, c => c.Name?.StartsWith("hello@1.0.0#", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(System.Runtime.Loader.AssemblyLoadContext.Default.Assemblies, a => a.GetName().Name is "Hello" or "Listener" or "Hello.Contracts");
    }

    private async Task<string> GreetingAsync(HttpClient clinician)
    {
        using var answer = await clinician.GetAsync("/api/listener/greeting/Ada", Token);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(Token) : string.Join(" ", _platform.Log.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)));
    }

    private static async Task SayAsync(HttpClient clinician, int number)
    {
        using var answer = await clinician.PostAsJsonAsync("/api/hello/patients/p/notes", new { body = "said", number }, Token);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private Task HeardAsync(long count) => EventuallyAsync(async () =>
        await _platform.ScalarAsync<long>("SELECT count(*) FROM listener.heard") == count ? "heard" : null);

    private async Task<string> ReasonAsync(string id)
    {
        using var admin = await _platform.SignedInAsync("admin@demo");
        return (await admin.GetFromJsonAsync<JsonElement>("/admin/api/plugins/list", Token))
            .EnumerateArray().Single(p => p.GetProperty("id").GetString() == id).GetProperty("reason").GetString()!;
    }

    private async Task SwitchAsync(string id, bool enabled)
    {
        using var admin = await _platform.SignedInAsync("admin@demo");
        admin.DefaultRequestHeaders.Add("Origin", _platform.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await admin.PostAsJsonAsync($"/admin/api/plugins/{id}/switch", new { enabled, reason = "a test" }, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static async Task<string> EventuallyAsync(Func<Task<string?>> probe)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await probe() is { } found)
            {
                return found;
            }

            await Task.Delay(50, Token);
        }

        throw new TimeoutException("It did not come about within 10 s.");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
