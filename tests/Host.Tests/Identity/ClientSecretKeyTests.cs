using System.Security.Cryptography;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Storage;

namespace Host.Tests.Identity;

public sealed class ClientSecretKeyTests : IDisposable
{
    private const uint NewKey = 0x0badcafe;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"platform-secrets-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):n}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Verify_MasterKeyRotated_TakesOldSecretsWhileTheOldKeyIsKept()
    {
        var before = new ClientSecrets(MasterKey.LoadOrCreate(_folder)).Hash("client", "secret");
        var file = Path.Combine(_folder, MasterKey.FileName);
        var fresh = $"{NewKey:x8} {Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}\n";
        File.WriteAllText(file, fresh + File.ReadAllText(file));

        var both = new ClientSecrets(MasterKey.LoadOrCreate(_folder));

        Assert.True(both.Verify(Row(before), "client", "secret"));
        Assert.True(both.Verify(Row(before with { KeyId = null }), "client", "secret"));
        Assert.False(both.Verify(Row(before), "client", "Secret"));
        Assert.False(both.Verify(Row(before), "other", "secret"));
        Assert.False(both.Verify(Row(before with { KeyId = NewKey }), "client", "secret"));
        Assert.False(both.Verify(Row(null), "client", "secret"));
        Assert.Equal(NewKey, both.Hash("client", "secret").KeyId);

        File.WriteAllText(file, fresh);
        Assert.False(new ClientSecrets(MasterKey.LoadOrCreate(_folder)).Verify(Row(before), "client", "secret"));
    }

    private static Client Row(SecretHash? secret) => new()
    {
        Id = "client", Tenant = "hospital", Name = "client", Grants = [], Scopes = ScopeSet.Empty, Active = true, Secret = secret,
    };
}
