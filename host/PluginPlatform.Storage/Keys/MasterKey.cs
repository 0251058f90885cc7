using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Storage;

/// <summary>
/// The installation's root secret, 256 bits in a file of its own (mode 0600). Every other secret is derived from it
/// (HKDF-SHA-256, RFC 5869), one per purpose, so that knowing one tells nothing about another.
/// </summary>
public sealed class MasterKey
{
    /// <summary>The file in the data folder: one line per key, <c>id base64</c>, the current one first.</summary>
    public const string FileName = "master.key";

    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int IdSize = 4;

    private readonly string _folder;
    private readonly byte[] _first;
    private volatile FileContent _content;

    private MasterKey(string folder)
    {
        _folder = folder;
        _content = new(Keys.MasterKeyFile.LoadOrCreate(folder));
        _first = _content.Keys[_content.Current];
    }

    /// <summary>Reads the key of a data folder; makes folder and key when there is none.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <exception cref="PluginStorageException">STO-1001: the file is damaged.</exception>
    public static MasterKey LoadOrCreate(string dataFolder) => new(dataFolder);

    /// <summary>The id of the key new secrets are made under.</summary>
    public uint CurrentId => _content.Current;

    /// <summary>The ids of every key of the file, the current one included.</summary>
    public IEnumerable<uint> Ids => _content.Keys.Keys;

    /// <summary>
    /// Derives 32 bytes for a purpose from the key that was current when the platform started: what was derived from it
    /// (a database password) cannot change under those who use it.
    /// </summary>
    /// <param name="purpose">For example <c>role:pp_kernel</c>.</param>
    public byte[] Derive(string purpose) => Derive(_first, purpose);

    /// <summary>Makes a new key the current one, in the file and in this process. Older keys stay and go on opening.</summary>
    /// <returns>The new key's id.</returns>
    /// <exception cref="PluginStorageException">STO-1001, STO-1016: the file is damaged or may not be written; nothing changed.</exception>
    public uint Rotate()
    {
        Keys.MasterKeyFile.AddFirst(_folder);
        return Reload().Current;
    }

    /// <summary>Derives 32 bytes for a purpose from one key of the file.</summary>
    /// <param name="purpose">For example <c>identity:client-secrets</c>.</param>
    /// <param name="id">One of <see cref="Ids"/>.</param>
    /// <exception cref="CryptographicException">The file does not hold this key.</exception>
    public byte[] Derive(string purpose, uint id) => _content.Keys.TryGetValue(id, out var key)
        ? Derive(key, purpose)
        : throw new CryptographicException("The key is not in " + FileName + ".");

    /// <summary>Encrypts with AES-256-GCM: key id (4 bytes), nonce (12), tag (16), then the cipher text.</summary>
    /// <param name="purpose">Separates uses: what was encrypted for one purpose does not decrypt for another.</param>
    /// <param name="plain">The secret.</param>
    public byte[] Encrypt(string purpose, ReadOnlySpan<byte> plain)
    {
        var output = new byte[IdSize + NonceSize + TagSize + plain.Length];
        var span = output.AsSpan();
        var (keys, current) = _content;
        BinaryPrimitives.WriteUInt32BigEndian(span, current);
        var nonce = span.Slice(IdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derive(keys[current], "encrypt:" + purpose), TagSize);
        aes.Encrypt(nonce, plain, span[(IdSize + NonceSize + TagSize)..], span.Slice(IdSize + NonceSize, TagSize), span[..IdSize]);
        return output;
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> made.</summary>
    /// <param name="purpose">The purpose given then.</param>
    /// <param name="cipher">Its output.</param>
    /// <exception cref="CryptographicException">Damaged, for another purpose, or encrypted with a key this file does not hold.</exception>
    public byte[] Decrypt(string purpose, ReadOnlySpan<byte> cipher)
    {
        if (cipher.Length < IdSize + NonceSize + TagSize
            || Find(KeyOf(cipher)) is not { } key)
        {
            throw new CryptographicException("The data is damaged or was encrypted with a key that is not in " + FileName + ".");
        }

        var body = cipher[(IdSize + NonceSize + TagSize)..];
        var plain = new byte[body.Length];
        using var aes = new AesGcm(Derive(key, "encrypt:" + purpose), TagSize);
        aes.Decrypt(cipher.Slice(IdSize, NonceSize), body, cipher.Slice(IdSize + NonceSize, TagSize), plain, cipher[..IdSize]);
        return plain;
    }

    /// <summary>The id of the key that <see cref="Encrypt"/> used.</summary>
    /// <param name="cipher">Its output.</param>
    public static uint KeyOf(ReadOnlySpan<byte> cipher) => BinaryPrimitives.ReadUInt32BigEndian(cipher);

    // Another host may have rotated the file since it was read here.
    private byte[]? Find(uint id) => _content.Keys.GetValueOrDefault(id) ?? Reload().Keys.GetValueOrDefault(id);

    private FileContent Reload() => _content = new(Keys.MasterKeyFile.LoadOrCreate(_folder));

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(purpose));

    private sealed record FileContent(IReadOnlyDictionary<uint, byte[]> Keys, uint Current)
    {
        public FileContent(List<KeyValuePair<uint, byte[]>> lines)
            : this(lines.ToDictionary(), lines[0].Key)
        {
        }
    }
}
