using Microsoft.AspNetCore.Http.Metadata;

namespace Fhir.Http;

/// <summary>Endpoint metadata: the server stops reading a body at the plugin's limit, not at its own lower one.</summary>
internal sealed class BodyLimit(FhirSettings settings) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => settings.MaxBodyMb * 1024L * 1024;
}
