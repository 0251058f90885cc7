using System.Globalization;

namespace PluginPlatform.Audit;

/// <summary>Where a page of the trail ended, as callers carry it: the time and id of its last row.</summary>
public static class AuditContinuation
{
    /// <summary>Of the last row of a page.</summary>
    /// <param name="row">The row.</param>
    public static string Of(AuditRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return string.Create(CultureInfo.InvariantCulture, $"{row.At.UtcTicks}.{row.Id:n}");
    }

    /// <returns>Null when the text is no continuation.</returns>
    public static (DateTimeOffset At, Guid Id)? Parse(string after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return after.Split('.') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
            && Guid.TryParseExact(id, "n", out var row)
                ? (new(at, TimeSpan.Zero), row)
                : null;
    }
}
