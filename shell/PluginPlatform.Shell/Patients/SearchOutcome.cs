namespace PluginPlatform.Shell.Patients;

/// <summary>How a search ended.</summary>
internal enum SearchOutcome
{
    /// <summary>The answer is there, perhaps empty.</summary>
    Found,

    /// <summary>More was typed meanwhile; the later search answers.</summary>
    Superseded,

    /// <summary>No active plugin keeps patients, or the reader may not ask it.</summary>
    NoDirectory,

    /// <summary>The directory failed.</summary>
    Failed,
}
