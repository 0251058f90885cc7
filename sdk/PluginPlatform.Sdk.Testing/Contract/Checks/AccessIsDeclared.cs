using System.Runtime.CompilerServices;

namespace PluginPlatform.Sdk.Testing.Contract.Checks;

/// <summary>An endpoint names a permission, or is open and known to be; and says which patient data it touches.</summary>
internal sealed class AccessIsDeclared : IEndpointCheck
{
    public async IAsyncEnumerable<string> CheckAsync(
        ContractEndpoint endpoint, ContractTarget target, ContractOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (endpoint.Permissions.Count == 0 && !endpoint.IsOpen)
        {
            yield return "names no permission";
        }

        if (endpoint.IsOpen && !options.Anonymous.Contains(endpoint.Operation))
        {
            yield return "is open to anybody and not listed as such";
        }

        if (!endpoint.DeclaresData)
        {
            yield return "does not say which patient data it touches";
        }
    }
}
