using System.Reflection;

namespace PluginPlatform.Storage;

/// <summary>Migrations of one kernel area: embedded resources <c>*.Migrations.NNNN_name.sql</c>, run as <c>pp_owner</c>.</summary>
/// <param name="Area">Names the history, for example <c>identity</c>.</param>
/// <param name="Assembly">Holds the resources.</param>
public sealed record KernelMigrations(string Area, Assembly Assembly);
