using System.Security.Cryptography;
using PluginPlatform.Storage;

namespace Host.Tests.Storage;

public sealed class MasterKeyTests
{
    [Fact]
    public void Decrypt_SamePurpose_GivesThePlainText()
    {
        using var folder = new TempFolder();
        var cipher = MasterKey.LoadOrCreate(folder.Path).Encrypt("keys", "secret"u8);

        Assert.Equal("secret"u8.ToArray(), MasterKey.LoadOrCreate(folder.Path).Decrypt("keys", cipher));
    }

    [Fact]
    public void Decrypt_OtherPurposeOrChangedByte_Throws()
    {
        using var folder = new TempFolder();
        var key = MasterKey.LoadOrCreate(folder.Path);
        var cipher = key.Encrypt("keys", "secret"u8);

        Assert.ThrowsAny<CryptographicException>(() => key.Decrypt("other", cipher));
        cipher[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => key.Decrypt("keys", cipher));
        Assert.ThrowsAny<CryptographicException>(() => key.Decrypt("keys", cipher.AsSpan(0, 8)));
    }

    [Fact]
    public void LoadOrCreate_NewFolder_LeavesAFileOnlyItsOwnerReads()
    {
        using var folder = new TempFolder();
        MasterKey.LoadOrCreate(folder.Path);

        var mode = File.GetUnixFileMode(Path.Combine(folder.Path, MasterKey.FileName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [Fact]
    public void LoadOrCreate_DamagedFile_SaysSo()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, MasterKey.FileName), "0badf00d AAAA\n");

        Assert.Equal("STO-1001", Assert.Throws<PluginStorageException>(() => MasterKey.LoadOrCreate(folder.Path)).Code);
    }
}
