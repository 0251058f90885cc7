using System.Buffers.Binary;

namespace PluginPlatform.Audit.Retention;

/// <summary>The month a row is of, as its id tells (RFC 9562, 5.7): a seal names rows by id alone.</summary>
internal static class RowMonth
{
    // Rows from before ids were made of time have none there; no month is ever dropped for them.
    private const long Latest = 253_402_300_799_999;

    /// <param name="id">A row's id, 16 bytes.</param>
    /// <returns>The month's first day, or null when the id tells none.</returns>
    public static DateOnly? Of(ReadOnlySpan<byte> id)
    {
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(id) >>> 16;
        if (id[6] >> 4 != 7 || milliseconds is 0 or > Latest)
        {
            return null;
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return new(at.Year, at.Month, 1);
    }
}
