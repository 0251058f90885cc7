using System.Runtime.CompilerServices;

namespace PluginPlatform.Sdk.Testing.Contract.Checks;

/// <summary>Whatever stands in the place of an id, a read is answered without 5xx and without a stack trace.</summary>
internal sealed class OddAddressesAreAnswered : IEndpointCheck
{
    private static readonly string[] _odd = ["nobody-has-this-id", "a\0b", "'; SELECT 1 --", new('x', 2_000), "ü 漢 💉", "..", "-1"];

    public async IAsyncEnumerable<string> CheckAsync(
        ContractEndpoint endpoint, ContractTarget target, ContractOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!endpoint.OnlyReads)
        {
            yield break;
        }

        foreach (var parameter in endpoint.Endpoint.RoutePattern.Parameters)
        {
            foreach (var odd in _odd)
            {
                var values = new Dictionary<string, string>(options.RouteValues) { [parameter.Name] = odd };
                using var answer = await Probe.SendAsync(target.EntitledTo(endpoint), endpoint, options with { RouteValues = values }, cancellationToken);
                if ((int)answer.StatusCode >= 500 || await Probe.ShowsTraceAsync(answer, cancellationToken))
                {
                    yield return $"answers {(int)answer.StatusCode} when {parameter.Name} is '{odd[..Math.Min(odd.Length, 20)]}'";
                }
            }
        }
    }
}
