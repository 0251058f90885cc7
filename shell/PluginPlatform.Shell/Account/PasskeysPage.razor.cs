using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PluginPlatform.Shell.Account;

/// <summary>Adds, names and removes the reader's passkeys. Adding needs the script passkeys.js; the rest are plain forms.</summary>
public sealed partial class PasskeysPage
{
    private IReadOnlyList<OwnPasskey> _passkeys = [];

    /// <summary>Why the last form was refused.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    /// <summary>What the last form did.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    [Inject]
    private IOwnAccount Own { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _passkeys = await Own.PasskeysAsync();

    private string At(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Time.LocalTimeZone).ToString("d", CultureInfo.CurrentCulture);
}
