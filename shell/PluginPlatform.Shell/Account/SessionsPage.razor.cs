using System.Globalization;
using Microsoft.AspNetCore.Components;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Account;

/// <summary>Where the reader is signed in, and ending it.</summary>
public sealed partial class SessionsPage
{
    private IReadOnlyList<OwnSession> _sessions = [];

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
    protected override async Task OnInitializedAsync() => _sessions = await Own.SessionsAsync(CancellationToken.None);

    private static string Device(OwnSession session) => (session.Browser, session.System) switch
    {
        ("", "") => T("sessions.device.unknown"),
        ("", var system) => system,
        (var browser, "") => browser,
        var (browser, system) => T("sessions.device", browser, system),
    };

    private static string End(OwnSession session) => session.Current ? T("signout") : T("sessions.end");

    private static string Where(OwnSession session) => session.Network.Length == 0 ? T("sessions.here") : session.Network;

    private static string Method(OwnSession session) => T("sessions.method." + session.Method.Replace('+', '.'));

    private string At(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, Time.LocalTimeZone).ToString("g", CultureInfo.CurrentCulture);
}
