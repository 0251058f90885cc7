namespace PluginPlatform.Sdk.UI.Components;

/// <summary>A measured value at a time.</summary>
/// <param name="At">When it was measured.</param>
/// <param name="Value">The value, in the chart's unit.</param>
public readonly record struct ChartPoint(DateTimeOffset At, double Value);
