namespace PluginPlatform.Sdk.Testing.Contract.Checks;

/// <summary>One rule every endpoint keeps.</summary>
internal interface IEndpointCheck
{
    /// <returns>What is wrong with the endpoint.</returns>
    IAsyncEnumerable<string> CheckAsync(ContractEndpoint endpoint, ContractTarget target, ContractOptions options, CancellationToken cancellationToken);
}
