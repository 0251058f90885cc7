using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.SignIn;

/// <summary>A hash to compare with when there is no account, so that the answer does not come faster.</summary>
internal sealed class DummyPassword
{
    private readonly PlatformUser _nobody = new();
    private string? _hash;

    public void Verify(IPasswordHasher<PlatformUser> hasher, string password)
    {
        _hash ??= hasher.HashPassword(_nobody, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        _ = hasher.VerifyHashedPassword(_nobody, _hash, password);
    }
}
