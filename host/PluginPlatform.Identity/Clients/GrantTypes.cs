namespace PluginPlatform.Identity.Clients;

/// <summary>Grant types the token endpoint knows.</summary>
internal static class GrantTypes
{
    public const string ClientCredentials = "client_credentials";

    public static bool IsKnown(string grant) => grant == ClientCredentials;
}
