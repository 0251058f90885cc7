using Npgsql;
using NpgsqlTypes;

namespace PluginPlatform.Identity.Grants;

/// <summary>A moment as a parameter.</summary>
internal static class SqlMoment
{
    public static NpgsqlParameter<DateTime> Of(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
