using System.Globalization;
using Journey.Contracts;
using PluginPlatform.Sdk.UI.Patients;

namespace Journey.UI;

/// <summary>The chart's Journey tab.</summary>
public sealed partial class JourneyTab(IJourney journeys)
{
    private string Source => $"/api/journey/patients/{Uri.EscapeDataString(Context.Id)}/graph";

    private static string Language => CultureInfo.CurrentUICulture.Name;

    /// <inheritdoc/>
    protected override async Task<JourneyTabModel> LoadAsync(CancellationToken cancellationToken) =>
        JourneyTabModel.Of(await journeys.ReadAsync(Context.Id, cancellationToken));

    private static string? Date(JourneyNode node) => PatientText.Date(node.Start);

    private static string? Value(JourneyNode node) => node.Value is { } number
        ? $": {number.ToString("0.##", CultureInfo.CurrentCulture)} {node.Unit}".TrimEnd()
        : node.ValueText is { } text ? $": {text}" : null;
}
