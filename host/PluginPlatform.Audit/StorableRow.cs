namespace PluginPlatform.Audit;

/// <summary>A row exactly as the database will hold it: with an id, of text that can be stored. Its proof is made from this.</summary>
internal static class StorableRow
{
    public static AuditRow From(AuditRow row) => row with
    {
        Id = row.Id == Guid.Empty ? Guid.CreateVersion7(row.At) : row.Id,
        Tenant = AuditText.Clean(row.Tenant),
        ActorKind = AuditText.Clean(row.ActorKind),
        ActorId = AuditText.Clean(row.ActorId),
        ActorName = Optional(row.ActorName),
        Action = AuditText.Clean(row.Action),
        Kinds = List(row.Kinds),
        Subjects = List(row.Subjects),
        Purpose = AuditText.Clean(row.Purpose),
        Plugin = AuditText.Clean(row.Plugin),
        PluginVersion = Optional(row.PluginVersion),
        Operation = AuditText.Clean(row.Operation),
        RequestId = AuditText.Clean(row.RequestId),
        Outcome = AuditText.Clean(row.Outcome),
        Detail = Optional(row.Detail),
    };

    private static string? Optional(string? text) => text is null ? null : AuditText.Clean(text);

    // An empty id names nobody, and a list of one could not be told from an empty list on its way.
    private static string[] List(IReadOnlyList<string> values) => [.. values.Where(v => v.Length > 0).Select(AuditText.Clean)];
}
