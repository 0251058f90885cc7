namespace PluginPlatform.Identity;

/// <summary>Where the endpoints are. Stable: clients and checks rely on them.</summary>
internal static class IdentityPaths
{
    public const string Authorize = "/connect/authorize";
    public const string Consent = "/connect/consent";
    public const string FormPostScript = "/connect/form-post.js";

    /// <summary>Where the chosen patient of a standalone launch is posted.</summary>
    public const string ChoosePatient = "/connect/patient";

    /// <summary>Where the shell posts to start an app in a tab of its own.</summary>
    public const string Launch = "/connect/launch";

    /// <summary>SMART App Launch 2.2 section 2.0.9.4: the platform's look, for apps.</summary>
    public const string SmartStyle = "/connect/smart-style.json";
    public const string Token = "/connect/token";
    public const string Push = "/connect/par";
    public const string Device = "/connect/device";

    /// <summary>Where people type the code a device shows. Short: it is read from a screen.</summary>
    public const string DevicePage = "/device";
    public const string UserInfo = "/connect/userinfo";
    public const string Introspect = "/connect/introspect";
    public const string Revoke = "/connect/revoke";
    public const string Logout = "/connect/logout";
    public const string Jwks = "/connect/jwks";
    public const string SignIn = "/connect/sign-in";
    public const string Federation = "/connect/federation";
    public const string FederationCallback = "/connect/federation/callback";
    public const string SignOut = "/connect/sign-out";
    public const string Setup = "/connect/setup";
    public const string OpenIdConfiguration = "/.well-known/openid-configuration";
    public const string AuthorizationServer = "/.well-known/oauth-authorization-server";

    /// <summary>SMART App Launch 2.2: beside the FHIR endpoint, because that is the address an app is given.</summary>
    public const string SmartConfiguration = "/fhir/.well-known/smart-configuration";

    /// <summary>The FHIR base: what apps are told as <c>iss</c> and name as <c>aud</c>.</summary>
    public const string Fhir = "/fhir";

    /// <summary>The shell's page with the sign-in form.</summary>
    public const string SignInPage = "/sign-in";

    /// <summary>The forms of the account pages post below it.</summary>
    public const string Account = "/connect/account";

    /// <summary>The shell's page to change the password.</summary>
    public const string PasswordPage = "/account/password";

    /// <summary>The shell's page of the user's sessions.</summary>
    public const string SessionsPage = "/account/sessions";

    /// <summary>The shell's page of the user's second factor.</summary>
    public const string SecondFactorPage = "/account/second-factor";

    /// <summary>The shell's page of the programs the user has agreed to.</summary>
    public const string AppsPage = "/account/apps";

    /// <summary>The shell's page of the user's passkeys.</summary>
    public const string PasskeysPage = "/account/passkeys";

    /// <summary>The shell's page for those who forgot the password.</summary>
    public const string ForgotPage = "/sign-in/forgot";

    /// <summary>The shell's page behind a link in a mail.</summary>
    public const string NewPasswordPage = "/sign-in/new-password";

    /// <summary>The shell's page that asks for the code after the password.</summary>
    public const string CodePage = "/sign-in/code";

    /// <summary>The shell's page that sets a second factor up before the first session.</summary>
    public const string EnrolPage = "/sign-in/enrol";

    /// <summary>Paths programs call: they are answered with a status, never with a redirect.</summary>
    public static bool IsApi(string path) =>
        Under(path, "/api") || Under(path, "/fhir") || Under(path, "/admin/api") || Under(path, "/connect")
        || Under(path, "/hubs");

    /// <summary>Paths whose requests are counted.</summary>
    public static bool IsLimited(string path) =>
        Under(path, "/fhir") || Under(path, "/api") || Under(path, "/connect") || Under(path, "/admin/api");

    /// <summary>Paths that change data and accept a session's cookie.</summary>
    public static bool IsWritableWithCookie(string path) =>
        Under(path, "/api") || Under(path, "/fhir") || Under(path, "/admin/api");

    /// <summary>Documents that hold nothing but what anybody may know.</summary>
    public static bool IsOpenToAnyOrigin(string path) =>
        path is OpenIdConfiguration or AuthorizationServer or Jwks or SmartConfiguration or SmartStyle or "/fhir/metadata";

    /// <summary>What an app in a browser calls with its own token, or to get one.</summary>
    public static bool IsForBrowserApps(string path) =>
        path is Token or UserInfo or Revoke or Push or Device || Under(path, "/fhir");

    private static bool Under(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && (path.Length == prefix.Length || path[prefix.Length] == '/');
}
