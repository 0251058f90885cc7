namespace PluginPlatform.Shell;

/// <summary>What the host tells the shell.</summary>
public sealed class ShellOptions
{
    private const string DemoPassword = "Demo-2026!";

    /// <summary>Whether this is a demo with invented people: the sign-in page then offers the demo users. Default false.</summary>
    public bool Demo { get; set; }

    /// <summary>The demo users offered when <see cref="Demo"/> is set. Default: those the demo seeds.</summary>
    public IReadOnlyList<DemoUser> DemoUsers { get; set; } =
    [
        new("clinician@demo", DemoPassword, "clinician"),
        new("nurse@demo", DemoPassword, "nurse"),
        new("admin@demo", DemoPassword, "admin"),
        new("patient@demo", DemoPassword, "patient"),
    ];

    /// <summary>Cultures the reader may choose; the first is the default. Default English and German.</summary>
    public IReadOnlyList<string> Cultures { get; set; } = ["en-GB", "de-DE"];

    /// <summary>How long a prerendered page waits for its slowest fragment before it goes out with a skeleton. Default 1 s.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>A demo user offered on the sign-in page.</summary>
/// <param name="UserName">For example <c>clinician@demo</c>.</param>
/// <param name="Password">The published demo password.</param>
/// <param name="Role">What the user does: clinician, nurse, admin or patient; anything else is shown as it is.</param>
public sealed record DemoUser(string UserName, string Password, string Role);
