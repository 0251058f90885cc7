using System.Runtime.CompilerServices;
using System.Text;

namespace PluginPlatform.Sdk.Testing.Contract.Checks;

/// <summary>A body that is cut off, absent or no text at all: 400, or 415 for its media type, and no stack trace.</summary>
internal sealed class MalformedBodiesAreRefused : IEndpointCheck
{
    private static readonly (string Name, byte[] Bytes)[] _bodies =
        [("cut off", "{ \"name\": "u8.ToArray()), ("absent", []), ("binary", [0x00, 0xff, 0xfe, 0x80]), ("deeply nested", Encoding.ASCII.GetBytes(new string('[', 100_000)))];

    public async IAsyncEnumerable<string> CheckAsync(
        ContractEndpoint endpoint, ContractTarget target, ContractOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!endpoint.TakesBody || options.WithoutBody.Contains(endpoint.Operation))
        {
            yield break;
        }

        var read = false;
        foreach (var (name, bytes) in _bodies)
        {
            foreach (var mediaType in options.MediaTypes)
            {
                using var content = new ByteArrayContent(bytes);
                content.Headers.ContentType = new(mediaType);
                using var answer = await Probe.SendAsync(target.EntitledTo(endpoint), endpoint, options, cancellationToken, content);
                read |= (int)answer.StatusCode == 400;
                if ((int)answer.StatusCode is not (400 or 415))
                {
                    yield return $"answers {(int)answer.StatusCode} to a body that is {name}, sent as {mediaType}";
                }

                if (await Probe.ShowsTraceAsync(answer, cancellationToken))
                {
                    yield return $"shows a stack trace for a body that is {name}";
                }
            }
        }

        if (!read)
        {
            yield return "refuses every media type: its bodies were never read";
        }
    }
}
