namespace PluginPlatform.Sdk.Subjects;

/// <summary>
/// Hands a data subject the own record in a form others read. Exported by the plugin that keeps it. Rows of other plugins are
/// exported by the platform, from every table that says whose a row is.
/// </summary>
public interface ISubjectExport
{
    /// <summary>The next piece of the record. The call sees the one data subject and nobody else.</summary>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="history">Whether older versions come too.</param>
    /// <param name="cursor"><see cref="ExportedPiece.Next"/> of the piece before; null for the first.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<ExportedPiece> ReadAsync(string subject, bool history, string? cursor, CancellationToken cancellationToken);
}
