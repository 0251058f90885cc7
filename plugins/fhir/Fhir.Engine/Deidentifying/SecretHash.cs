using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Fhir.Engine.Deidentifying;

/// <summary>What stands in for ids and moves dates: HMAC-SHA-256 under the export's key, so that the same becomes the same and nobody can go back.</summary>
internal static class SecretHash
{
    private const int MostDays = 365;

    /// <summary>The new id of a resource.</summary>
    public static string Id(ReadOnlyMemory<byte> key, string type, string id) => Convert.ToHexStringLower(Hash(key, $"id\n{type}/{id}").AsSpan(0, 16));

    /// <summary>By how many days a patient's dates move: back by 1 to 365.</summary>
    public static int Offset(ReadOnlyMemory<byte> key, string subject) =>
        -1 - (int)(BinaryPrimitives.ReadUInt64BigEndian(Hash(key, $"days\n{subject}")) % MostDays);

    private static byte[] Hash(ReadOnlyMemory<byte> key, string text) => HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes(text));
}
