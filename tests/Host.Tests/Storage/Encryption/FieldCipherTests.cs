using System.Security.Cryptography;
using System.Text;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Storage;

namespace Host.Tests.Storage.Encryption;

public sealed class FieldCipherTests(KernelDatabases databases)
{
    private static readonly FieldPlace Place = new("note.body", "n1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(1_000_000)]
    [InlineData(IFieldCipher.LargestValue)]
    public async Task Decrypt_WhatWasEncrypted_GivesItBack(int length)
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");
        var plain = RandomNumberGenerator.GetBytes(length);
        var stored = new byte[length + IFieldCipher.Overhead];

        Assert.Equal(stored.Length, await cipher.EncryptAsync(Place, plain, stored, Token));

        var opened = new byte[length];
        Assert.Equal(new FieldOutcome(FieldState.Opened, length), await cipher.DecryptAsync(Place, stored, opened, Token));
        Assert.Equal(plain, opened);
        if (length > 8)
        {
            Assert.Equal(-1, stored.AsSpan().IndexOf(plain.AsSpan(0, 8)));
        }
    }

    [Fact]
    public async Task EncryptText_NullEmptyAndUnicode_ComeBackAsTheyWere()
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");

        Assert.Null(await cipher.EncryptTextAsync(Place, null, Token));
        Assert.Equal(new FieldText(FieldState.Opened, null), await cipher.DecryptTextAsync(Place, null, Token));
        foreach (var text in new[] { "", "Ä\u0301 漢字 🩺", new string('x', 100_000) })
        {
            var stored = await cipher.EncryptTextAsync(Place, text, Token);
            Assert.Equal(new FieldText(FieldState.Opened, text), await cipher.DecryptTextAsync(Place, stored, Token));
        }
    }

    [Fact]
    public async Task Encrypt_ValueTooLargeOrPlaceMalformed_IsRefusedBeforeAnythingIsMade()
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");
        var large = new byte[IFieldCipher.LargestValue + 1];

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await cipher.EncryptAsync(Place, large, new byte[large.Length + 33], Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await cipher.EncryptAsync(Place, new byte[3], new byte[35], Token));
        foreach (var place in new FieldPlace[] { new("", "r"), new("Note", "r"), new(new string('a', 101), "r"), new("a", ""), new("a", new string('r', 513)) })
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await cipher.EncryptTextAsync(place, "x", Token));
        }

        Assert.Equal(0L, await KeysAsync(storage));
    }

    [Fact]
    public async Task Decrypt_AnyByteChangedOrCut_IsRefusedAndLeavesNoPlainText()
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");
        var stored = (await cipher.EncryptTextAsync(Place, "HIV positive", Token))!;

        for (var i = 0; i < stored.Length; i++)
        {
            var changed = stored.ToArray();
            changed[i] ^= 0x10;
            var plain = new byte[stored.Length - IFieldCipher.Overhead];
            Assert.Equal(FieldState.Refused, (await cipher.DecryptAsync(Place, changed, plain, Token)).State);
            Assert.All(plain, b => Assert.Equal(0, b));
            Assert.Equal(FieldState.Refused, (await cipher.DecryptTextAsync(Place, stored[..i], Token)).State);
        }

        Assert.Equal(FieldState.Refused, (await cipher.DecryptTextAsync(Place, [.. stored, 0], Token)).State);
        Assert.Equal("HIV positive", (await cipher.DecryptTextAsync(Place, stored, Token)).Text);
    }

    [Fact]
    public async Task Decrypt_MovedToAnotherRowColumnPluginOrTenant_IsRefused()
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");
        var stored = await cipher.EncryptTextAsync(Place, "x", Token);
        await storage.Encryption.Fields("b", "notes").EncryptTextAsync(Place, "x", Token);

        Assert.Equal(FieldState.Refused, (await cipher.DecryptTextAsync(Place with { Row = "n2" }, stored, Token)).State);
        Assert.Equal(FieldState.Refused, (await cipher.DecryptTextAsync(Place with { Purpose = "note.title" }, stored, Token)).State);
        Assert.Equal(FieldState.Refused, (await storage.Encryption.Fields("a", "other").DecryptTextAsync(Place, stored, Token)).State);
        Assert.Equal(FieldState.Refused, (await storage.Encryption.Fields("b", "notes").DecryptTextAsync(Place, stored, Token)).State);
        Assert.Equal(FieldState.Opened, (await cipher.DecryptTextAsync(Place, stored, Token)).State);
    }

    [Fact]
    public async Task BlindIndex_EqualValues_AreEqualOnlyWithinTenantPluginAndPurpose()
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");
        var index = await cipher.BlindIndexAsync("person.ssn", "123-45", Token);

        Assert.Equal(16, index.Length);
        Assert.Equal(index, await cipher.BlindIndexAsync("person.ssn", "123-45", Token));
        Assert.NotEqual(index, await cipher.BlindIndexAsync("person.ssn", "123-46", Token));
        Assert.NotEqual(index, await cipher.BlindIndexAsync("person.mrn", "123-45", Token));
        Assert.NotEqual(index, await storage.Encryption.Fields("a", "other").BlindIndexAsync("person.ssn", "123-45", Token));
        Assert.NotEqual(index, await storage.Encryption.Fields("b", "notes").BlindIndexAsync("person.ssn", "123-45", Token));
        await storage.Encryption.RotateAsync("a", Token);
        Assert.Equal(index, await cipher.BlindIndexAsync("person.ssn", "123-45", Token));
    }

    [Fact]
    public async Task Encrypt_SameValueTwice_LooksDifferent()
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");

        Assert.NotEqual(await cipher.EncryptTextAsync(Place, "x", Token), await cipher.EncryptTextAsync(Place, "x", Token));
    }

    [Fact]
    public async Task Encrypt_ManyTimesInParallel_AllocatesLittleAndAllOpen()
    {
        await using var storage = await databases.NewStorageAsync();
        var cipher = storage.Encryption.Fields("a", "notes");
        var plain = Encoding.UTF8.GetBytes("a value of an ordinary length, some forty bytes");
        var stored = new byte[plain.Length + IFieldCipher.Overhead];
        await cipher.EncryptAsync(Place, plain, stored, Token);
        await Parallel.ForEachAsync(Enumerable.Range(0, 4000), Token, async (i, token) =>
        {
            var own = new byte[stored.Length];
            var opened = new byte[plain.Length];
            await cipher.EncryptAsync(Place with { Row = $"{i}" }, plain, own, token);
            Assert.Equal(FieldState.Opened, (await cipher.DecryptAsync(Place with { Row = $"{i}" }, own, opened, token)).State);
            Assert.Equal(plain, opened);
        });

        await cipher.EncryptAsync(Place, plain, stored, Token);
        var before = GC.GetAllocatedBytesForCurrentThread();
        const int times = 200;
        for (var i = 0; i < times; i++)
        {
            await cipher.EncryptAsync(Place, plain, stored, Token);
        }

        // A refresh of the ring may fall into the loop; a value itself costs next to nothing.
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / times, 0, 400);
    }

    private static async Task<long> KeysAsync(PlatformStorage storage)
    {
        await using var command = storage.Kernel.CreateCommand("SELECT count(*) FROM platform.data_key");
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
