namespace PluginPlatform.Sdk.Subjects;

/// <summary>
/// Finds data subjects for the shell. The kernel does not know what a patient is: a clinical-record plugin exports this
/// with <see cref="Plugins.IPluginBuilder.Exports{TContract, TService}"/>, and the shell's patients page and banner use it.
/// </summary>
public interface ISubjectDirectory
{
    /// <summary>Searches by the beginning of any name part, by identifier, or by birth date.</summary>
    /// <param name="text">What was typed; empty gives the most recently changed subjects.</param>
    /// <param name="limit">At most this many, 1 to 100.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>Best first; empty when nothing matches.</returns>
    Task<IReadOnlyList<SubjectSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken);

    /// <summary>Reads one subject.</summary>
    /// <param name="id">The data subject's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when there is none in this tenant.</returns>
    Task<SubjectSummary?> FindAsync(string id, CancellationToken cancellationToken);
}
