using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Sdk.UI.Components;

/// <summary>
/// A small curve over its reference range. In range the last value is a dot; above it is ▲, below ▼, in the danger colour.
/// Write the value and its unit beside it: nothing is told by the drawing alone.
/// </summary>
public sealed partial class Sparkline
{
    private const double Inset = 6;
    private double _bottom;
    private double _top;

    /// <summary>The values; order does not matter. Empty draws the band alone.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ChartPoint> Points { get; set; } = [];

    /// <summary>Lower end of the reference range, in the values' unit; null when there is none.</summary>
    [Parameter]
    public double? Low { get; set; }

    /// <summary>Upper end of the reference range, in the values' unit; null when there is none.</summary>
    [Parameter]
    public double? High { get; set; }

    /// <summary>What a screen reader says ("eGFR, 7 values, last 58, below range"); null when the text beside it says so.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>Width in px. Default 132.</summary>
    [Parameter]
    public int Width { get; set; } = 132;

    /// <summary>Height in px. Default 30.</summary>
    [Parameter]
    public int Height { get; set; } = 30;

    private IReadOnlyList<ChartPoint> Sorted { get; set; } = [];

    private (double Top, double Height)? Band =>
        Low is null && High is null ? null : (Y(High ?? _top), Math.Max(2, Y(Low ?? _bottom) - Y(High ?? _top)));

    private string Line => Sorted.Count < 2 ? "" : "M" + string.Join('L', Sorted.Select(point => $"{N(X(point))} {N(Y(point.Value))}"));

    private IEnumerable<(double X, double Y, int Direction)> Marks =>
        Sorted.Where((point, index) => index == Sorted.Count - 1 || Direction(point.Value) != 0)
            .Select(point => (X(point), Y(point.Value), Direction(point.Value)));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        Sorted = [.. Points.OrderBy(point => point.At)];
        double[] seen = [.. Sorted.Select(point => point.Value), .. new[] { Low, High }.OfType<double>()];
        _bottom = seen.DefaultIfEmpty(0).Min();
        _top = seen.DefaultIfEmpty(1).Max();
        var air = (_top - _bottom) * 0.12;
        (_bottom, _top) = air > 0 ? (_bottom - air, _top + air) : (_bottom - 1, _top + 1);
    }

    private int Direction(double value) => value > High ? 1 : value < Low ? -1 : 0;

    private double X(ChartPoint point)
    {
        var span = (Sorted[^1].At - Sorted[0].At).TotalSeconds;
        var share = span > 0 ? (point.At - Sorted[0].At).TotalSeconds / span : 1;
        return Inset + (share * (Width - (2 * Inset)));
    }

    private double Y(double value) => Inset + ((_top - value) / (_top - _bottom) * (Height - (2 * Inset)));

    private static string N(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
