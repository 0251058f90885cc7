using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace PluginPlatform.Audit.Anchoring;

/// <summary>
/// Keeps seals in a folder: two files per chain, written in turn over their own old content, so that one of them is whole at
/// any moment and a flush changes no file's size.
/// </summary>
public sealed class FileAnchor : IAuditAnchor, IDisposable
{
    private const int Head = 8 + 4 + 32;
    private const int LargestRecord = 1 << 28;

    private readonly string _folder;
    private readonly SafeFileHandle?[] _files = new SafeFileHandle?[2];
    private Guid _open;

    /// <summary>Opens the folder; makes it, and the anchor's id, when there is none.</summary>
    /// <param name="folder">Readable by the host's user only, which the database's is not to be.</param>
    /// <param name="time">The clock.</param>
    public FileAnchor(string folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _folder = Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        Id = ReadOrMakeId(time);
    }

    /// <inheritdoc/>
    public Guid Id { get; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AnchorRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        var newest = new SortedDictionary<string, AnchorRecord>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_folder, "*.seal?"))
        {
            if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "n", out var chain)
                && Parse(chain, await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)) is { } record
                && (!newest.TryGetValue($"{chain:n}", out var other) || other.Number < record.Number))
            {
                newest[$"{chain:n}"] = record;
            }
        }

        return [.. newest.Values];
    }

    /// <inheritdoc/>
    public Task KeepAsync(AnchorRecord record) => Task.Run(() => Keep(record));

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _files[0]?.Dispose();
        _files[1]?.Dispose();
    }

    // A torn write fails its hash, and the other file still holds the record before.
    private static AnchorRecord? Parse(Guid chain, byte[] file)
    {
        if (file.Length < Head)
        {
            return null;
        }

        var number = BinaryPrimitives.ReadInt64BigEndian(file);
        var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(8));
        return length is >= 0 and <= LargestRecord && file.Length >= Head + length
            && SHA256.HashData(file.AsSpan(Head, length)).AsSpan().SequenceEqual(file.AsSpan(12, 32))
            ? new(chain, number, file.AsMemory(Head, length))
            : null;
    }

    private void Keep(AnchorRecord record)
    {
        if (_open != record.Chain)
        {
            Open(record.Chain);
        }

        var bytes = new byte[Head + record.Content.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, record.Number);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), record.Content.Length);
        SHA256.HashData(record.Content.Span, bytes.AsSpan(12, 32));
        record.Content.CopyTo(bytes.AsMemory(Head));
        var file = _files[record.Number % 2]!;
        RandomAccess.Write(file, bytes, 0);
        DataFlush.Of(file);
    }

    private void Open(Guid chain)
    {
        Dispose();
        for (var i = 0; i < 2; i++)
        {
            var path = Path.Combine(_folder, $"{chain:n}.seal{i}");
            _files[i] = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            File.SetUnixFileMode(_files[i]!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _open = chain;
    }

    private Guid ReadOrMakeId(TimeProvider time)
    {
        var path = Path.Combine(_folder, "anchor.id");
        if (!File.Exists(path))
        {
            var aside = path + ".new";
            using (var file = File.OpenHandle(aside, FileMode.Create, FileAccess.Write))
            {
                RandomAccess.Write(file, Guid.CreateVersion7(time.GetUtcNow()).ToByteArray(bigEndian: true), 0);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(aside, path, overwrite: true);
        }

        return new(File.ReadAllBytes(path), bigEndian: true);
    }
}
