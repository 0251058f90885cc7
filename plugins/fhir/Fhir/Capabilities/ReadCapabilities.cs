using System.Collections.Concurrent;
using Fhir.Http;
using Microsoft.AspNetCore.Http;

namespace Fhir.Capabilities;

/// <summary>GET [base]/metadata (R4 3.1.0.12): what the endpoints and the search index really serve.</summary>
internal sealed class ReadCapabilities(R4 r4, TimeProvider time)
{
    private const int MostAddresses = 16;

    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly ConcurrentDictionary<string, byte[]> _written = new(StringComparer.Ordinal);

    public IResult Handle(HttpRequest request)
    {
        var address = ServerBase.Of(request);
        if (_written.TryGetValue(address, out var json))
        {
            return new JsonResult(json);
        }

        json = WriteCapabilities.Bytes(r4, address, _since);
        if (_written.Count < MostAddresses)
        {
            _written[address] = json;
        }

        return new JsonResult(json);
    }
}
