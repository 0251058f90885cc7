namespace PluginPlatform.Shell.Apps;

/// <summary>How far an app inside a chart has come.</summary>
internal enum AppFrameState
{
    /// <summary>It is being started.</summary>
    Starting,

    /// <summary>Its frame is there; it has not come for its patient yet.</summary>
    Loading,

    /// <summary>It was let in.</summary>
    Arrived,

    /// <summary>It has not come for so long that something is wrong.</summary>
    Silent,

    /// <summary>There is no such app or patient for this reader, or it opens in a tab of its own only.</summary>
    Refused,

    /// <summary>It could not be started.</summary>
    Failed,
}
