using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.DPoP;

/// <summary>
/// RFC 9449 sections 8 and 9: a value of the server's that a proof has to hold, so that none can be made long before it is
/// used. It follows from the time and the master key: every host knows it, and none remembers any.
/// </summary>
internal sealed class DpopNonces(PlatformStorage storage, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    private readonly Lazy<byte[]> _key = new(() => storage.MasterKey.Derive("identity:dpop-nonce"));

    public bool Required => options.Value.DpopNonces;

    public string Current => Of(Now);

    /// <summary>The one of the moment, or the one before.</summary>
    public bool Holds(string? nonce) => nonce is not null && (nonce == Of(Now) || nonce == Of(Now - 1));

    private long Now => time.GetUtcNow().UtcTicks / Window.Ticks;

    private string Of(long window)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, window);
        return Base64Url.EncodeToString(HMACSHA256.HashData(_key.Value, bytes).AsSpan(0, 16));
    }
}
