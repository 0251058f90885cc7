namespace PluginPlatform.Identity.Authorizing;

/// <summary>OpenID Connect Core 1.0 section 3.1.2.1.</summary>
internal static class PromptValues
{
    public const string None = "none";
    public const string Login = "login";
    public const string Consent = "consent";

    /// <summary>One account is signed in at a time: choosing another is signing in again.</summary>
    public const string SelectAccount = "select_account";

    public static bool IsKnown(string value) => value is None or Login or Consent or SelectAccount;
}
