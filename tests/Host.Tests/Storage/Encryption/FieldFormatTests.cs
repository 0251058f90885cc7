using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Storage.Encryption;

namespace Host.Tests.Storage.Encryption;

/// <summary>What is stored today must open with every later version: the vectors never change. Another library computed them.</summary>
public sealed class FieldFormatTests
{
    private static readonly FieldOwner Owner = new("north", "notes");
    private static readonly FieldPlace Place = new("note.body", "17");
    private static readonly byte[] Nonce = [.. Enumerable.Range(0x40, FieldFormat.NonceSize).Select(i => (byte)i)];

    [Theory]
    [InlineData("", "0101020304404142434445464748494a4b2df5f2c20eb8ff1ae8173b81f0a1590e")]
    [InlineData("penicillin", "0101020304404142434445464748494a4b357a2f591d2d30c9515c50e539ddeea6d3bc803c495a0183f08a")]
    [InlineData("Überempfindlichkeit", "0101020304404142434445464748494a4b868323550c2131d55e5baf87b9cd83f08aad629c0f3efc0827b12ed85f93c0d8abb26f64")]
    public void Seal_KnownKeyAndNonce_GivesTheRecordedBytes(string text, string recorded)
    {
        var plain = System.Text.Encoding.UTF8.GetBytes(text);
        var output = new byte[plain.Length + IFieldCipher.Overhead];

        FieldFormat.Seal(Key(), Owner, Place, Nonce, plain, output);

        Assert.Equal(recorded, Convert.ToHexStringLower(output));
        var opened = new byte[plain.Length];
        Assert.True(FieldFormat.TryOpen(Key(), Owner, Place, Convert.FromHexString(recorded), opened));
        Assert.Equal(plain, opened);
    }

    private static PurposeKey Key() =>
        new DataKey(0x01020304, [.. Enumerable.Range(0, 32).Select(i => (byte)i)]).For(FieldCipher.FieldKind, Owner.Plugin, Place.Purpose);
}
