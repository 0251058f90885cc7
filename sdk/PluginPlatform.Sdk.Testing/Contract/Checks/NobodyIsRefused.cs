using System.Runtime.CompilerServices;

namespace PluginPlatform.Sdk.Testing.Contract.Checks;

/// <summary>Without credentials: 401, and how to get in (RFC 9110, 15.5.2).</summary>
internal sealed class NobodyIsRefused : IEndpointCheck
{
    public async IAsyncEnumerable<string> CheckAsync(
        ContractEndpoint endpoint, ContractTarget target, ContractOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.Anonymous.Contains(endpoint.Operation))
        {
            yield break;
        }

        using var answer = await Probe.SendAsync(target.Nobody, endpoint, options, cancellationToken);
        if ((int)answer.StatusCode != 401)
        {
            yield return $"answers {(int)answer.StatusCode} to a call without credentials";
        }
        else if (answer.Headers.WwwAuthenticate.Count == 0)
        {
            yield return "answers 401 without WWW-Authenticate";
        }
    }
}
