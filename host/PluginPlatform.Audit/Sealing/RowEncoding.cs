using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Audit.Sealing;

/// <summary>
/// The canonical encoding of a row, version 1: its sixteen columns in the order of <see cref="Columns"/>, each as a length of
/// four bytes (-1 for null) and the value in PostgreSQL's binary format. That is what binary COPY gives for a row, so that a
/// whole trail is verified without decoding it.
/// </summary>
internal static class RowEncoding
{
    public const int HashSize = 32;
    public const int ColumnCount = 16;

    public const string Columns =
        "id, at, tenant_id, actor_kind, actor_id, actor_name, action, kinds, subjects, purpose, plugin, plugin_version, operation, request_id, outcome, detail";

    // RFC 6962, 2.1: leaves and nodes hash apart; then the version of the encoding.
    private const byte LeafPrefix = 0;
    private const byte Version = 1;
    private const int TextType = 25;
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="row">Storable.</param>
    public static byte[] Encode(AuditRow row)
    {
        var to = new ArrayBufferWriter<byte>(512);
        Integer(to, 16);
        row.Id.TryWriteBytes(to.GetSpan(16), bigEndian: true, out _);
        to.Advance(16);
        Integer(to, 8);
        BinaryPrimitives.WriteInt64BigEndian(to.GetSpan(8), (row.At - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);
        to.Advance(8);
        Text(to, row.Tenant);
        Text(to, row.ActorKind);
        Text(to, row.ActorId);
        Text(to, row.ActorName);
        Text(to, row.Action);
        List(to, row.Kinds);
        List(to, row.Subjects);
        Text(to, row.Purpose);
        Text(to, row.Plugin);
        Text(to, row.PluginVersion);
        Text(to, row.Operation);
        Text(to, row.RequestId);
        Text(to, row.Outcome);
        Text(to, row.Detail);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>The leaf hash of an encoded row.</summary>
    public static void Hash(ReadOnlySpan<byte> encoded, Span<byte> hash)
    {
        var rented = ArrayPool<byte>.Shared.Rent(encoded.Length + 2);
        rented[0] = LeafPrefix;
        rented[1] = Version;
        encoded.CopyTo(rented.AsSpan(2));
        SHA256.HashData(rented.AsSpan(0, encoded.Length + 2), hash);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void List(ArrayBufferWriter<byte> to, IReadOnlyList<string> values)
    {
        // One dimension (none when empty), no nulls, the element type, then length, lower bound and elements.
        var bytes = values.Sum(v => 4 + Encoding.UTF8.GetByteCount(v));
        Integer(to, values.Count == 0 ? 12 : 20 + bytes);
        Integer(to, values.Count == 0 ? 0 : 1);
        Integer(to, 0);
        Integer(to, TextType);
        if (values.Count == 0)
        {
            return;
        }

        Integer(to, values.Count);
        Integer(to, 1);
        foreach (var value in values)
        {
            Text(to, value);
        }
    }

    private static void Text(ArrayBufferWriter<byte> to, string? text)
    {
        if (text is null)
        {
            Integer(to, -1);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Integer(to, length);
        Encoding.UTF8.GetBytes(text, to.GetSpan(length));
        to.Advance(length);
    }

    private static void Integer(ArrayBufferWriter<byte> to, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(to.GetSpan(4), value);
        to.Advance(4);
    }
}
