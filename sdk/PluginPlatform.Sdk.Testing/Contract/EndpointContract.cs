using PluginPlatform.Sdk.Testing.Contract.Checks;

namespace PluginPlatform.Sdk.Testing.Contract;

/// <summary>
/// Walks every endpoint of a running platform: access declared; nobody is answered 401, a user without the permission
/// 403, a malformed body 400, an odd address never 5xx; and no failure shows a stack trace.
/// </summary>
public static class EndpointContract
{
    private static readonly IEndpointCheck[] _checks =
        [new AccessIsDeclared(), new NobodyIsRefused(), new StrangersAreRefused(), new MalformedBodiesAreRefused(), new OddAddressesAreAnswered()];

    /// <summary>Runs every check over every endpoint.</summary>
    /// <param name="target">What to walk.</param>
    /// <param name="options">What is allowed beyond the strict default.</param>
    /// <param name="cancellationToken">Cancels between two calls.</param>
    /// <returns>What is wrong; empty when the contract is kept.</returns>
    /// <exception cref="InvalidOperationException">There is no endpoint to walk.</exception>
    public static async Task<IReadOnlyList<ContractFinding>> CheckAsync(ContractTarget target, ContractOptions options, CancellationToken cancellationToken)
    {
        if (target.Endpoints.Count == 0)
        {
            throw new InvalidOperationException("There is no endpoint to walk: no plugin is active.");
        }

        var findings = new List<ContractFinding>();
        foreach (var endpoint in target.Endpoints)
        {
            foreach (var check in _checks)
            {
                await foreach (var what in check.CheckAsync(endpoint, target, options, cancellationToken))
                {
                    findings.Add(new(endpoint.Operation, what));
                }
            }
        }

        return findings;
    }
}
