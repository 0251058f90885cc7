using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Clients;

/// <summary>Words of the protocol in the reader's words.</summary>
internal static class ClientText
{
    private const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    public static string OfProof(string proof) => proof switch
    {
        "client_secret" => T("clients.proof.secret"),
        "private_key_jwt" => T("clients.proof.key"),
        _ => T("clients.proof.none"),
    };

    public static string OfGrant(string grant) => grant switch
    {
        "client_credentials" => T("clients.grant.service"),
        "authorization_code" => T("clients.grant.code"),
        "refresh_token" => T("clients.grant.refresh"),
        "device_code" or DeviceCode => T("clients.grant.device"),
        _ => grant,
    };
}
