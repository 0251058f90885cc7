namespace PluginPlatform.Sdk.Access;

/// <summary>Those a data subject can permit or deny, as they are written in a consent and in a call's parties.</summary>
public static class ConsentParty
{
    /// <summary>Everyone who treats.</summary>
    public const string Treatment = "treatment:*";

    /// <summary>Every program that is not the platform's own shell.</summary>
    public const string EveryClient = "client:*";

    /// <summary>Whoever reads for research: every call whose purpose is <see cref="PurposeOfUse.Research"/>.</summary>
    public const string Research = "research";

    /// <summary>One of those who treat.</summary>
    /// <param name="id">The user's id, a UUID in lower case.</param>
    public static string User(string id) => "user:" + id;

    /// <summary>Those who treat in one role.</summary>
    /// <param name="role">One of <see cref="Roles.Clinical"/>.</param>
    public static string Role(string role) => "role:" + role;

    /// <summary>One program.</summary>
    /// <param name="id">The client's id.</param>
    public static string Client(string id) => "client:" + id;
}
