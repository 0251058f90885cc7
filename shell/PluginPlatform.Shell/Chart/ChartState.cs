namespace PluginPlatform.Shell.Chart;

/// <summary>What the chart page shows.</summary>
internal enum ChartState
{
    /// <summary>The patient is being looked up.</summary>
    Loading,

    /// <summary>The patient is there.</summary>
    Open,

    /// <summary>No such patient in this tenant; also said when there may be one elsewhere.</summary>
    NotFound,

    /// <summary>The reader sees no patient data.</summary>
    Forbidden,

    /// <summary>The reader is kept to a care team, and this patient is not seen by it; also said when there is none.</summary>
    OutsideCareTeam,

    /// <summary>No active plugin keeps patients.</summary>
    NoDirectory,

    /// <summary>The directory failed.</summary>
    Failed,
}
