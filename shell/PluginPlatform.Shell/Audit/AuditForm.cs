using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Shell.Audit;

/// <summary>What is typed into the audit page's filters. Days are UTC, as the trail's times are.</summary>
internal sealed class AuditForm
{
    public static IReadOnlyList<string> Outcomes { get; } = ["success", "denied", "rejected", "failed"];

    public string? Tenant { get; set; }

    public string? Subject { get; set; }

    public string? Actor { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public string? Action { get; set; }

    public string Outcome { get; set; } = "";

    public string? Purpose { get; set; }

    public AuditFilter ToFilter() => new()
    {
        Tenant = Tenant, Subject = Subject, Actor = Actor, From = Start(From), To = To == DateOnly.MaxValue ? null : Start(To?.AddDays(1)),
        Action = Action, Outcome = Outcome, Purpose = Purpose,
    };

    private static DateTimeOffset? Start(DateOnly? day) => day is { } date ? new(date, TimeOnly.MinValue, TimeSpan.Zero) : null;
}
