namespace PluginPlatform.Sdk.Testing.Contract.Checks;

/// <summary>Calls an endpoint and looks at how it fails.</summary>
internal static class Probe
{
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, ContractEndpoint endpoint, ContractOptions options, CancellationToken cancellationToken, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(endpoint.Verb, endpoint.Address(options.RouteValues)) { Content = content };
        return await client.SendAsync(request, cancellationToken);
    }

    public static async Task<bool> ShowsTraceAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            return false;
        }

        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return body.Contains("   at ", StringComparison.Ordinal) || body.Contains("Exception:", StringComparison.Ordinal);
    }
}
