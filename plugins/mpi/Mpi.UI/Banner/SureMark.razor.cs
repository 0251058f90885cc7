using Microsoft.AspNetCore.Components;

namespace Mpi.UI.Banner;

/// <summary>A chance drawn as five bars.</summary>
public sealed partial class SureMark
{
    private const int Bars = 5;

    /// <summary>0 to 1.</summary>
    [Parameter, EditorRequired]
    public double Score { get; set; }

    // Links start at 0.9 and most lie above 0.99, so that bars by tenths would always be full: they count nines instead.
    private int Lit => Score switch
    {
        >= 0.9999 => 5,
        >= 0.995 => 4,
        >= 0.99 => 3,
        >= 0.95 => 2,
        _ => 1,
    };
}
