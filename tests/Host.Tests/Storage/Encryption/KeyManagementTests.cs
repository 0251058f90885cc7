using System.Security.Cryptography;
using PluginPlatform.Storage;
using PluginPlatform.Storage.Keys;

namespace Host.Tests.Storage.Encryption;

/// <summary>Both key managements keep the same promises.</summary>
public sealed class KeyManagementTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private TransitServer _server = null!;
    private TransitKeyManagement _transit = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TransitServer.StartAsync();
        await File.WriteAllTextAsync(TokenFile, TransitServer.Token + "\n", Token);
        _transit = new(new() { Address = _server.Address, Key = "platform", TokenFile = TokenFile });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unwrap_SameContext_GivesTheKeyAndNamesTheWrappingOne(bool external)
    {
        var management = Of(external);
        var key = RandomNumberGenerator.GetBytes(32);

        var wrapped = await management.WrapAsync(key, "a/data/1", Token);

        Assert.Equal(key, await management.UnwrapAsync(wrapped, "a/data/1", Token));
        Assert.Equal(await management.CurrentKeyAsync(Token), wrapped.KeyId);
        Assert.Equal(-1, wrapped.Bytes.AsSpan().IndexOf(key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Unwrap_OtherContextOrChangedBytes_IsRefused(bool external)
    {
        var management = Of(external);
        var wrapped = await management.WrapAsync(RandomNumberGenerator.GetBytes(32), "a/data/1", Token);

        Assert.Equal("STO-1403", await RefusalAsync(() => management.UnwrapAsync(wrapped, "b/data/1", Token)));
        // A letter for a letter: what an external service wraps is base64 and stays that.
        wrapped.Bytes[^6] = wrapped.Bytes[^6] == 'A' ? (byte)'B' : (byte)'A';
        Assert.Equal("STO-1403", await RefusalAsync(() => management.UnwrapAsync(wrapped, "a/data/1", Token)));
    }

    [Fact]
    public async Task Unwrap_AfterTheExternalKeyRotated_StillOpensAndWrapsUnderTheNewOne()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var before = await _transit.WrapAsync(key, "c", Token);
        _server.Rotate();

        Assert.Equal(key, await _transit.UnwrapAsync(before, "c", Token));
        Assert.Equal("transit:platform:1", before.KeyId);
        Assert.Equal("transit:platform:2", (await _transit.WrapAsync(key, "c", Token)).KeyId);
    }

    [Fact]
    public async Task Wrap_ManagementSealedTokenWrongOrGone_SaysWhichWithoutTheToken()
    {
        _server.Sealed = true;
        Assert.Equal("STO-1402", await RefusalAsync(() => _transit.WrapAsync(new byte[32], "c", Token)));
        _server.Sealed = false;
        await File.WriteAllTextAsync(TokenFile, "wrong", Token);
        var refused = await Assert.ThrowsAsync<PluginStorageException>(async () => await _transit.CurrentKeyAsync(Token));
        Assert.Equal("STO-1402", refused.Code);
        Assert.DoesNotContain("wrong", refused.ToString(), StringComparison.Ordinal);
        await _server.DisposeAsync();
        Assert.Equal("STO-1401", await RefusalAsync(() => _transit.WrapAsync(new byte[32], "c", Token)));
    }

    [Fact]
    public void Construct_PlainHttpAwayFromLoopback_IsRefused()
    {
        var options = new TransitOptions { Address = new("http://kms.example.org"), Key = "k", TokenFile = TokenFile };

        Assert.Equal("STO-1404", Assert.Throws<PluginStorageException>(() => new TransitKeyManagement(options)).Code);
    }

    public async ValueTask DisposeAsync()
    {
        _transit.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private string TokenFile => Path.Combine(_folder.Path, "token");

    private IKeyManagement Of(bool external) => external ? _transit : new FileKeyManagement(MasterKey.LoadOrCreate(_folder.Path));

    private static async Task<string> RefusalAsync<T>(Func<ValueTask<T>> act) =>
        (await Assert.ThrowsAsync<PluginStorageException>(async () => await act())).Code;
}
