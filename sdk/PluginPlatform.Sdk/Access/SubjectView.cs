namespace PluginPlatform.Sdk.Access;

/// <summary>
/// Whose data a call sees within its tenant. The platform sets it for every statement of the call, and the database keeps
/// it on each table that says whose a row is: a column <c>subject</c> (text) or <c>subjects</c> (text[]), or any such
/// column whose comment begins with <c>subject:</c>.
/// </summary>
public sealed record SubjectView
{
    private SubjectView(string setting) => Setting = setting;

    /// <summary>Everyone in the tenant.</summary>
    public static SubjectView Everyone { get; } = new("");

    /// <summary>How the database is told: empty, <c>own:subject</c>, <c>care:user</c>, or <c>one:user:subject</c>.</summary>
    public string Setting { get; }

    /// <summary>The one data subject that is seen; null when it is not one.</summary>
    public string? Subject { get; private init; }

    /// <summary>Whether every data subject of the tenant is seen.</summary>
    public bool IsEveryone => Setting.Length == 0;

    /// <summary>Whether only data subjects are seen in whose care team the user is, or by emergency access.</summary>
    public bool IsCareTeam => Subject is null && !IsEveryone;

    /// <summary>One data subject and nothing else: a patient's own compartment.</summary>
    /// <param name="subject">The data subject's id.</param>
    public static SubjectView Own(string subject) => new("own:" + subject) { Subject = subject };

    /// <summary>Those in whose care team the user is, or has emergency access to, at the moment of each statement; and what concerns nobody.</summary>
    /// <param name="user">The user's id, a UUID.</param>
    public static SubjectView CareTeam(string user) => new("care:" + user);

    /// <summary>One data subject and nothing else, while the user is in the care team or has emergency access.</summary>
    /// <param name="user">The user's id, a UUID.</param>
    /// <param name="subject">The data subject's id.</param>
    public static SubjectView OneOfCareTeam(string user, string subject) => new($"one:{user}:{subject}") { Subject = subject };
}
