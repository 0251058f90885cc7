using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PluginPlatform.Storage;

namespace Host.Tests.Storage;

public sealed class EmbeddedClusterTests
{
    private const string ChildFolder = "PLATFORM_TEST_CLUSTER";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_SecondTime_FindsWhatTheFirstLeft()
    {
        using var folder = new TempFolder();
        await using (var first = await StartAsync(folder.Path))
        {
            await using var plugin = await Notes.PrepareAsync(first);
            await Notes.AddTenantAsync(first, "a");
        }

        await using var second = await StartAsync(folder.Path);
        await using var command = second.Kernel.CreateCommand("SELECT name FROM platform.tenant");
        Assert.Equal("a", await command.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task Start_WhileAnotherHostRunsIt_IsRefusedAndThatOneRunsOn()
    {
        using var folder = new TempFolder();
        await using var first = await StartAsync(folder.Path);

        var refused = await Assert.ThrowsAsync<PluginStorageException>(() => StartAsync(folder.Path));

        Assert.Equal("STO-1005", refused.Code);
        await using var command = first.Kernel.CreateCommand("SELECT 1");
        Assert.Equal(1, await command.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task Start_Cluster_ListensOnAPrivateSocketOnlyAndStopsWithTheHost()
    {
        using var folder = new TempFolder();
        int pid;
        await using (var cluster = await StartClusterAsync(folder.Path))
        {
            pid = PidOf(cluster);
            await using var connection = new NpgsqlConnection(cluster.AdminConnectionString);
            await connection.OpenAsync(Token);
            await using var command = new NpgsqlCommand("SELECT current_setting('listen_addresses')", connection);
            Assert.Equal("", await command.ExecuteScalarAsync(Token));
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(cluster.Folder));
            var stranger = new NpgsqlConnectionStringBuilder(cluster.AdminConnectionString) { Password = "guess" };
            await using var guess = new NpgsqlConnection(stranger.ConnectionString);
            await Assert.ThrowsAsync<PostgresException>(() => guess.OpenAsync(Token));
        }

        Assert.False(Directory.Exists($"/proc/{pid}"));
    }

    [Fact]
    public async Task Start_LongPath_StillHasASocket()
    {
        using var folder = new TempFolder();
        await using var cluster = await StartClusterAsync(Path.Combine(folder.Path, new string('x', 120)));

        await using var connection = new NpgsqlConnection(cluster.AdminConnectionString);
        await connection.OpenAsync(Token);
    }

    [Fact]
    public async Task Start_FolderUserPostgresCannotReach_PutsTheClusterElsewhere()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only a root host runs PostgreSQL as another user.");
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var cluster = await StartClusterAsync(folder.Path);
        await cluster.DisposeAsync();

        Assert.StartsWith("/var/lib/pluginplatform/", cluster.Folder, StringComparison.Ordinal);
        Directory.Delete(cluster.Folder, recursive: true);
    }

    [Fact]
    public async Task Start_MasterKeyLost_SaysWhichFileToRestore()
    {
        using var folder = new TempFolder();
        await (await StartAsync(folder.Path)).DisposeAsync();
        File.Delete(Path.Combine(folder.Path, MasterKey.FileName));

        await Assert.ThrowsAsync<PluginStorageException>(() => StartAsync(folder.Path));
    }

    [Fact]
    public async Task Start_InitdbWasInterrupted_StartsOver()
    {
        using var folder = new TempFolder();
        await using (var first = await StartClusterAsync(folder.Path))
        {
            Directory.CreateDirectory(Path.Combine(first.Folder, "data.new", "half"));
        }

        Directory.Delete(Path.Combine(folder.Path, "postgres", "data"), recursive: true);
        await using var second = await StartClusterAsync(folder.Path);
        Assert.False(Directory.Exists(Path.Combine(second.Folder, "data.new")));
    }

    [Fact]
    public async Task Kill_HostEndsWithoutWarning_EndsTheServerAndTheNextStartWorks()
    {
        using var folder = new TempFolder();
        using var host = StartChild(folder.Path);
        var pid = await ReadPidAsync(host);
        Assert.True(Directory.Exists($"/proc/{pid}"));

        host.Kill();
        await host.WaitForExitAsync(Token);
        await using var next = await StartClusterAsync(folder.Path);

        Assert.NotEqual(pid, PidOf(next));
        Assert.False(Directory.Exists($"/proc/{pid}"));
    }

    [Fact]
    public async Task Kill_ServerAndHostAtOnce_NextStartRecovers()
    {
        using var folder = new TempFolder();
        using var host = StartChild(folder.Path);
        var pid = await ReadPidAsync(host);
        using var server = Process.GetProcessById(pid);
        server.Kill();
        host.Kill();
        await host.WaitForExitAsync(Token);

        await using var next = await StartClusterAsync(folder.Path);
        Assert.NotEqual(pid, PidOf(next));
    }

    /// <summary>Runs in a process of its own, started by the tests above, which kill it.</summary>
    [Fact(Explicit = true)]
    public async Task Child_HoldsACluster_UntilKilled()
    {
        await using var cluster = await StartClusterAsync(Environment.GetEnvironmentVariable(ChildFolder)!);
        await File.WriteAllTextAsync(
            Path.Combine(Environment.GetEnvironmentVariable(ChildFolder)!, "pid"), $"{PidOf(cluster)}\n", Token);
        await Task.Delay(Timeout.Infinite, Token);
    }

    private static Process StartChild(string folder)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [typeof(EmbeddedClusterTests).Assembly.Location, "-method", $"*.{nameof(Child_HoldsACluster_UntilKilled)}", "-explicit", "only"])
        {
            RedirectStandardOutput = true,
            Environment = { [ChildFolder] = folder },
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) != "dotnet")
        {
            start.ArgumentList.RemoveAt(0);
        }

        return Process.Start(start)!;
    }

    private static async Task<int> ReadPidAsync(Process host)
    {
        var file = Path.Combine(host.StartInfo.Environment[ChildFolder]!, "pid");
        while (!File.Exists(file) || !(await File.ReadAllTextAsync(file, Token)).EndsWith('\n'))
        {
            Assert.False(host.HasExited, "The child ended.");
            await Task.Delay(20, Token);
        }

        return int.Parse(await File.ReadAllTextAsync(file, Token), CultureInfo.InvariantCulture);
    }

    private static int PidOf(EmbeddedCluster cluster) => int.Parse(
        File.ReadLines(Path.Combine(cluster.Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static Task<EmbeddedCluster> StartClusterAsync(string folder) => EmbeddedCluster.StartAsync(
        new EmbeddedClusterOptions { DataFolder = folder, Durable = false }, NullLoggerFactory.Instance, TimeProvider.System, Token);

    private static Task<PlatformStorage> StartAsync(string folder) => PlatformStorage.StartAsync(
        new StorageOptions { DataFolder = folder }, [], NullLoggerFactory.Instance, TimeProvider.System, Token);
}
