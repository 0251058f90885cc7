namespace PluginPlatform.Identity.Clients;

/// <summary>What a client to register must keep, without asking the database.</summary>
internal static class ClientRules
{
    private const int MostUris = 20;
    private const int LongestName = 200;

    /// <param name="client">The client.</param>
    /// <param name="issuer">The platform's own address.</param>
    /// <returns>Null when every rule is kept.</returns>
    public static AddClientOutcome.Refused? Fault(NewClient client, string issuer)
    {
        if (!ClientId.IsValid(client.Id))
        {
            return new("IDN-2001", "A client id has 1 to 128 printable ASCII characters and no colon.");
        }

        if (client.Name is { } name && (name.Length is 0 or > LongestName || name.Any(char.IsControl)))
        {
            return new("IDN-2009", "A client's name has 1 to 200 characters and no control characters.");
        }

        return FaultOfGrants(client) ?? FaultOfCredentials(client) ?? FaultOfAddresses(client) ?? FaultOfLaunch(client, issuer);
    }

    private static AddClientOutcome.Refused? FaultOfGrants(NewClient client)
    {
        var grants = client.Grants;
        if (grants.Count == 0 || !grants.All(GrantTypes.IsKnown))
        {
            return new("IDN-2005", "A grant type is not offered; there are client_credentials, authorization_code, refresh_token and device_code.");
        }

        // RFC 6749 section 4.4: the client is its own proof, so it must have one.
        if (client.IsPublic && grants.Contains(GrantTypes.ClientCredentials))
        {
            return new("IDN-2005", "A public client cannot use client_credentials: give it authorization_code or device_code.");
        }

        return grants.Contains(GrantTypes.RefreshToken) && !grants.Contains(GrantTypes.AuthorizationCode) && !grants.Contains(GrantTypes.DeviceCode)
            ? new("IDN-2005", "refresh_token goes with authorization_code or device_code.")
            : null;
    }

    private static AddClientOutcome.Refused? FaultOfCredentials(NewClient client)
    {
        if ((client.IsPublic ? 1 : 0) + (client.Jwks is null ? 0 : 1) + (client.Secret is null ? 0 : 1) > 1)
        {
            return new("IDN-2006", "A client has a secret, or keys, or is public: one of the three.");
        }

        return client.Jwks is { } text && ClientKeySet.Parse(text) is null
            ? new("IDN-2007", "The JWK set needs 1 to 10 public keys, each with its own kid: EC P-256 or P-384, or RSA of at least 2048 bits.")
            : null;
    }

    // An app at the platform's own origin could reach out of its frame and act as the person who looks at it.
    private static AddClientOutcome.Refused? FaultOfLaunch(NewClient client, string issuer) => client.LaunchUri switch
    {
        null when client.PreApproved => new("IDN-2060", "Only an app that people start from a chart can be pre-approved: give its launch address."),
        { } uri when LaunchOrigin.Of(uri) == LaunchOrigin.Of(issuer) => new("IDN-2060", "An app has an origin of its own: its launch address cannot be the platform's."),
        _ => null,
    };

    private static AddClientOutcome.Refused? FaultOfAddresses(NewClient client)
    {
        if (client.Grants.Contains(GrantTypes.AuthorizationCode) && client.RedirectUris.Count == 0)
        {
            return new("IDN-2008", "authorization_code needs at least one redirect URI.");
        }

        if (client.RedirectUris.Count > MostUris || client.PostLogoutRedirectUris.Count > MostUris)
        {
            return new("IDN-2008", "A client has at most 20 redirect URIs of each sort.");
        }

        return client.RedirectUris.Concat(client.PostLogoutRedirectUris).All(uri => RedirectUri.IsAcceptable(uri, client.IsPublic))
            && (client.LaunchUri is null || RedirectUri.IsWebAddress(client.LaunchUri))
            ? null
            : new(
                "IDN-2008",
                "An address is not acceptable: write it absolute and without fragment or wildcard, https, or http on a loopback "
                + "address; a public client may redirect to a private-use scheme such as com.example.app:/back.");
    }
}
