using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;

namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>The reader of the current page or circuit. Scoped.</summary>
public interface ISession
{
    /// <summary>The reader's call context.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>Null when nobody is signed in.</returns>
    ValueTask<CallContext?> CallAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The patient directory, as exported by a record plugin, acting as the reader; each answer leaves an audit row.
    /// </summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>Null when no active plugin provides one, or when the reader may not use it.</returns>
    ValueTask<ISubjectDirectory?> PatientsAsync(CancellationToken cancellationToken);
}
