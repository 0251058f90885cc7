namespace Journey.Contracts;

/// <summary>
/// Patients' journeys for other plugins. Every call acts as the caller, in the caller's tenant, holds back events of
/// resource types the caller's data grants do not cover, and shows in the caller's audit row.
/// </summary>
/// <example>In the project file <c>&lt;PluginRequires Include="journey" Version="1.*" /&gt;</c>, in the plugin class
/// <c>plugin.Imports&lt;IJourney&gt;()</c>, then take <see cref="IJourney"/> in a constructor.</example>
public interface IJourney
{
    /// <summary>Reads a patient's whole journey: some 2,000 nodes for a long life.</summary>
    /// <param name="subject">The Patient's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when the record has no such patient; a journey without nodes when nothing has happened yet.</returns>
    Task<JourneyGraph?> ReadAsync(string subject, CancellationToken cancellationToken);
}
