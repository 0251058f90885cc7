namespace PluginPlatform.Sdk.Access;

/// <summary>
/// What the current call has touched. The platform writes one audit row per call from it; a handler only adds what the
/// declaration could not know. Scoped; shared with the plugins this call reaches through exports.
/// </summary>
public interface IAccessLog
{
    /// <summary>Adds a data kind and the data subjects it concerned. Duplicates are folded.</summary>
    /// <param name="action">What was done.</param>
    /// <param name="kind">The data kind.</param>
    /// <param name="subjects">Data subject ids; empty for data that concerns nobody. Not names, not content.</param>
    void Touch(DataAction action, string kind, params ReadOnlySpan<string> subjects);

    /// <summary>Adds a short fixed word about the call, for example the names of the search parameters used. Never a value.</summary>
    /// <param name="detail">At most 200 characters.</param>
    void Describe(string detail);
}
