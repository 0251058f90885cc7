namespace PluginPlatform.Identity.SignIn;

/// <summary>How somebody signed in, as sessions and the audit trail record it.</summary>
internal static class SignInMethods
{
    public const string Password = "password";
    public const string PasswordAndCode = "password+code";
    public const string PasswordAndRecoveryCode = "password+recovery";
    public const string Passkey = "passkey";
    public const string Federation = "federation";
    public const string FederationAndCode = "federation+code";
}
