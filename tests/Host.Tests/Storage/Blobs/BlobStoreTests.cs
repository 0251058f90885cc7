using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using PluginPlatform.Sdk.Blobs;
using PluginPlatform.Storage;
using PluginPlatform.Storage.Blobs;

namespace Host.Tests.Storage.Blobs;

/// <summary>Both backends keep the same promises; whatever fails, nothing is half stored.</summary>
public sealed class BlobStoreTests(KernelDatabases databases) : IAsyncLifetime
{
    private const int Chunk = BlobFormat.ChunkSize;

    private readonly TempFolder _folder = new();
    private S3Server _s3 = null!;
    private PlatformStorage _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => Path.Combine(_folder.Path, "blobs");

    private IBlobStore A => _storage.Blobs.Of("a", "docs");

    public async ValueTask InitializeAsync() => _s3 = await S3Server.StartAsync();

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, Chunk - 1)]
    [InlineData(false, Chunk)]
    [InlineData(false, Chunk + 1)]
    [InlineData(true, (3 * Chunk) + 17)]
    [InlineData(false, 5_000_000)]
    public async Task Open_WhatWasPut_GivesItBackAndTheStoreSeesNoPlainText(bool s3, int length)
    {
        await OpenAsync(s3);
        var content = RandomNumberGenerator.GetBytes(length);

        var id = await PutAsync(A, content);

        var read = await A.OpenAsync(id, Token);
        Assert.Equal((BlobState.Opened, (long)length), (read.State, read.Length));
        Assert.Equal(content, await ReadAsync(read));
        var stored = s3 ? _s3.Objects[id] : await File.ReadAllBytesAsync(FileOf(id), Token);
        Assert.Equal(8 + length + (16 * ((length / Chunk) + 1)), stored.Length);
        Assert.True(length < 16 || stored.AsSpan().IndexOf(content.AsSpan(0, 16)) < 0);
        Assert.Empty(Spool());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delete_LastReference_TakesTheContentAndNotBefore(bool s3)
    {
        await OpenAsync(s3);
        var id = await PutAsync(A, "same"u8.ToArray());
        Assert.Equal(id, await PutAsync(A, "same"u8.ToArray()));

        Assert.True(await A.DeleteAsync(id, Token));
        Assert.Equal("same"u8.ToArray(), await ReadAsync(await A.OpenAsync(id, Token)));
        Assert.True(await A.DeleteAsync(id, Token));
        Assert.False(await A.DeleteAsync(id, Token));

        Assert.Equal(BlobState.Unknown, (await A.OpenAsync(id, Token)).State);
        Assert.Equal(0, Files() + _s3.Objects.Count);
        Assert.Equal(0L, await RowsAsync());
    }

    [Fact]
    public async Task Put_EqualContentOfTwoTenantsOrPlugins_HasIdsThatTellNothing()
    {
        await OpenAsync();
        var content = "the same report"u8.ToArray();
        var ofA = await PutAsync(A, content);
        var ofB = await PutAsync(_storage.Blobs.Of("b", "docs"), content);
        var ofOther = await PutAsync(_storage.Blobs.Of("a", "other"), content);

        Assert.Equal(3, new HashSet<string> { ofA, ofB, ofOther }.Count);
        Assert.DoesNotContain(Convert.ToHexStringLower(SHA256.HashData(content)), new[] { ofA, ofB, ofOther });
        Assert.Equal(BlobState.Unknown, (await _storage.Blobs.Of("b", "docs").OpenAsync(ofA, Token)).State);
        Assert.Equal(BlobState.Unknown, (await _storage.Blobs.Of("a", "other").OpenAsync(ofA, Token)).State);
        Assert.False(await _storage.Blobs.Of("b", "docs").DeleteAsync(ofA, Token));
        Assert.Equal(BlobState.Unknown, (await A.OpenAsync("../../../etc/passwd", Token)).State);
    }

    [Fact]
    public async Task Open_FlippedBitCutOrReorderedChunk_GivesNoByteOfIt()
    {
        await OpenAsync();
        var content = RandomNumberGenerator.GetBytes((3 * Chunk) + 100);
        var id = await PutAsync(A, content);
        var whole = await File.ReadAllBytesAsync(FileOf(id), Token);
        const int stored = Chunk + 16;
        var swapped = whole.ToArray();
        whole.AsSpan(8, stored).CopyTo(swapped.AsSpan(8 + stored));
        whole.AsSpan(8 + stored, stored).CopyTo(swapped.AsSpan(8));

        await BreaksAsync(id, Flip(whole, 3), content, 0);
        await BreaksAsync(id, Flip(whole, 8 + 5), content, 0);
        await BreaksAsync(id, Flip(whole, 8 + (2 * stored) + 5), content, 2 * Chunk);
        await BreaksAsync(id, Flip(whole, whole.Length - 1), content, 3 * Chunk);
        await BreaksAsync(id, whole[..(8 + (2 * stored))], content, 2 * Chunk);
        await BreaksAsync(id, whole[..(8 + (2 * stored) + 500)], content, 2 * Chunk);
        await BreaksAsync(id, whole[..^1], content, 3 * Chunk);
        await BreaksAsync(id, [.. whole, 0], content, 3 * Chunk);
        await BreaksAsync(id, whole[..8], content, 0);
        await BreaksAsync(id, swapped, content, 0);
        await File.WriteAllBytesAsync(FileOf(id), whole, Token);
        Assert.Equal(content, await ReadAsync(await A.OpenAsync(id, Token)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_ContentMissing_SaysDamagedAndPutHealsIt(bool s3)
    {
        await OpenAsync(s3);
        var id = await PutAsync(A, "x-ray"u8.ToArray());
        if (s3)
        {
            _s3.Objects.Clear();
        }
        else
        {
            File.Delete(FileOf(id));
        }

        Assert.Equal(BlobState.Damaged, (await A.OpenAsync(id, Token)).State);
        Assert.Equal(id, await PutAsync(A, "x-ray"u8.ToArray()));
        Assert.Equal("x-ray"u8.ToArray(), await ReadAsync(await A.OpenAsync(id, Token)));
    }

    [Fact]
    public async Task Put_SourceBreaksHalfWay_LeavesNothing()
    {
        await OpenAsync();
        await using var broken = new BrokenStream(3 * Chunk);

        await Assert.ThrowsAsync<IOException>(() => A.PutAsync(broken, Token));

        Assert.Equal(0, Files() + Spool().Length);
        Assert.Equal(0L, await RowsAsync());
    }

    [Fact]
    public async Task Put_DiskFull_LeavesNothingAndWorksWhenThereIsRoomAgain()
    {
        using var disk = SmallDisk.TryMount(Root, "512k");
        Assert.SkipWhen(disk is null, "A small file system cannot be mounted here.");
        await OpenAsync();

        await Assert.ThrowsAsync<IOException>(() => PutAsync(A, RandomNumberGenerator.GetBytes(2_000_000)));
        Assert.Equal(0, Files() + Spool().Length);
        Assert.Equal(0L, await RowsAsync());

        var id = await PutAsync(A, RandomNumberGenerator.GetBytes(100_000));
        Assert.Equal(BlobState.Opened, (await A.OpenAsync(id, Token)).State);
    }

    [Fact]
    public async Task Put_BucketFullOrGone_LeavesNothingReadableAndTheSweepTakesTheRest()
    {
        await OpenAsync(s3: true);
        _s3.Full = true;

        await Assert.ThrowsAsync<IOException>(() => PutAsync(A, "x"u8.ToArray()));
        Assert.Empty(_s3.Objects);
        Assert.Empty(Spool());
        Assert.Equal(0L, await RowsAsync("refs > 0"));
        await SweepLaterAsync();
        Assert.Equal(0L, await RowsAsync());
        await _s3.DisposeAsync();
        await Assert.ThrowsAsync<IOException>(() => PutAsync(A, "x"u8.ToArray()));
    }

    [Fact]
    public async Task Put_KilledBetweenStoringAndCounting_IsUnknownToReadersAndSwept()
    {
        await OpenAsync(backend: new DiesAfterStoring(Root));
        await Assert.ThrowsAsync<OperationCanceledException>(() => PutAsync(A, "x"u8.ToArray()));
        Directory.CreateDirectory(Path.Combine(Root, "spool"));
        var spool = Path.Combine(Root, "spool", "left");
        await File.WriteAllTextAsync(spool, "half", Token);
        File.SetLastWriteTimeUtc(spool, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        var id = await IdAsync();

        Assert.Equal(BlobState.Unknown, (await A.OpenAsync(id, Token)).State);
        Assert.Equal(1, Files());
        await _storage.Blobs.SweepAsync(Token);
        Assert.Equal(1, Files());
        await SweepLaterAsync();

        Assert.Equal(0, Files() + Spool().Length);
        Assert.Equal(0L, await RowsAsync());
    }

    [Fact]
    public async Task Rotate_TenantWithBlobs_RewritesTheirKeysAndNoContent()
    {
        await OpenAsync();
        var content = RandomNumberGenerator.GetBytes(200_000);
        var id = await PutAsync(A, content);
        var before = await File.ReadAllBytesAsync(FileOf(id), Token);

        await _storage.Encryption.RotateAsync("a", Token);
        while ((await _storage.Encryption.StatusAsync("a", Token)).Columns.Any(c => !c.Done))
        {
            await Task.Delay(20, Token);
        }

        var column = Assert.Single((await _storage.Encryption.StatusAsync("a", Token)).Columns);
        Assert.Equal(("platform.blob.content_key", 1L), (column.Column, column.Rewritten));
        Assert.Equal(before, await File.ReadAllBytesAsync(FileOf(id), Token));
        Assert.Equal(content, await ReadAsync(await A.OpenAsync(id, Token)));
        Assert.Equal(id, await PutAsync(A, content));
    }

    [Fact]
    public async Task Shred_Tenant_ClosesItsBlobsAlsoTheOneBeingRead()
    {
        await OpenAsync();
        var id = await PutAsync(A, RandomNumberGenerator.GetBytes(4 * Chunk));
        await using var reading = (await A.OpenAsync(id, Token)).Content!;
        await reading.ReadExactlyAsync(new byte[Chunk], Token);

        await _storage.Encryption.ShredAsync("a", Token);

        Assert.Equal(BlobState.Shredded, (await A.OpenAsync(id, Token)).State);
        await Assert.ThrowsAsync<BlobDamagedException>(async () => await reading.ReadExactlyAsync(new byte[Chunk], Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PutAsync(A, "x"u8.ToArray()));
    }

    [Fact]
    public async Task PutAndDelete_ManyAtOnceOfOneContent_CountRight()
    {
        await OpenAsync();
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PutAsync(A, "same"u8.ToArray())));
        var id = Assert.Single(ids.Distinct());

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 19).Select(_ => A.DeleteAsync(id, Token))), Assert.True);
        Assert.Equal(BlobState.Opened, (await A.OpenAsync(id, Token)).State);
        Assert.True(await A.DeleteAsync(id, Token));
        Assert.Equal(0, Files());
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _s3.DisposeAsync();
        _folder.Dispose();
    }

    private async Task OpenAsync(bool s3 = false, IBlobBackend? backend = null, TimeProvider? time = null) =>
        _storage = await PlatformStorage.StartAsync(
            new StorageOptions
            {
                DataFolder = databases.DataFolder,
                ConnectionString = await databases.NewDatabaseAsync(),
                Blobs = backend ?? (s3
                    ? new S3BlobBackend(
                        new() { Address = _s3.Address, Bucket = "bucket", AccessKey = S3Server.AccessKey, SecretKey = S3Server.SecretKey, SpoolFolder = Path.Combine(Root, "spool") },
                        TimeProvider.System)
                    : new FileBlobBackend(Root)),
            },
            KernelDatabases.Areas, NullLoggerFactory.Instance, time ?? TimeProvider.System, Token);

    // As the sweep finds it when more than an hour has passed.
    private async Task SweepLaterAsync()
    {
        await using (var age = _storage.Kernel.CreateCommand("UPDATE platform.blob SET changed_at = changed_at - interval '2 hours' WHERE refs = 0"))
        {
            await age.ExecuteNonQueryAsync(Token);
        }

        await _storage.Blobs.SweepAsync(Token);
    }

    private async Task BreaksAsync(string id, byte[] file, byte[] content, int readable)
    {
        await File.WriteAllBytesAsync(FileOf(id), file, Token);
        var read = await A.OpenAsync(id, Token);
        using var given = new MemoryStream();
        await using var stream = read.Content!;
        await Assert.ThrowsAsync<BlobDamagedException>(() => stream.CopyToAsync(given, Token));
        Assert.Equal(content[..readable], given.ToArray());
    }

    private static byte[] Flip(byte[] whole, int at)
    {
        var flipped = whole.ToArray();
        flipped[at] ^= 4;
        return flipped;
    }

    private static async Task<string> PutAsync(IBlobStore store, byte[] content)
    {
        await using var stream = new MemoryStream(content);
        return await store.PutAsync(stream, Token);
    }

    private static async Task<byte[]> ReadAsync(BlobRead read)
    {
        await using var content = read.Content!;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, Token);
        return copy.ToArray();
    }

    private string FileOf(string id) => Path.Combine(Root, id[..2], id[2..4], id);

    private int Files() => Directory.Exists(Root) ? Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).Count(f => Path.GetFileName(f).Length == 64) : 0;

    private string[] Spool() => Directory.Exists(Path.Combine(Root, "spool")) ? Directory.GetFiles(Path.Combine(Root, "spool")) : [];

    private async Task<long> RowsAsync(string where = "true")
    {
        await using var command = _storage.Kernel.CreateCommand($"SELECT count(*) FROM platform.blob WHERE {where}");
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private async Task<string> IdAsync()
    {
        await using var command = _storage.Kernel.CreateCommand("SELECT id FROM platform.blob");
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
