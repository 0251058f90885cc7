using System.Runtime.CompilerServices;

namespace PluginPlatform.Sdk.Testing.Contract.Checks;

/// <summary>Signed in without the permission: 403.</summary>
internal sealed class StrangersAreRefused : IEndpointCheck
{
    public async IAsyncEnumerable<string> CheckAsync(
        ContractEndpoint endpoint, ContractTarget target, ContractOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.Anonymous.Contains(endpoint.Operation))
        {
            yield break;
        }

        using var answer = await Probe.SendAsync(target.Stranger, endpoint, options, cancellationToken);
        if ((int)answer.StatusCode != 403)
        {
            yield return $"answers {(int)answer.StatusCode} to a user without {string.Join(" and ", endpoint.Permissions)}";
        }
    }
}
