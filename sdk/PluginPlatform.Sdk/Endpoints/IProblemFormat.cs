using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace PluginPlatform.Sdk.Endpoints;

/// <summary>
/// How the platform writes its own refusals and faults (401, 403, 500, 503, 504, …) on an endpoint. The default is
/// RFC 9457 problem details; a protocol with an error format of its own (FHIR's OperationOutcome) brings it along.
/// </summary>
public interface IProblemFormat
{
    /// <summary>Writes the problem; status code and headers are set already.</summary>
    /// <param name="context">The request; the response has not started.</param>
    /// <param name="problem">Status, title, detail and the extension <c>code</c>. Holds no patient data.</param>
    Task WriteAsync(HttpContext context, ProblemDetails problem);
}

/// <summary>Choosing a problem format.</summary>
public static class ProblemFormatConventions
{
    /// <summary>Writes the platform's refusals and faults on these endpoints in another format.</summary>
    /// <param name="builder">An endpoint or group.</param>
    /// <param name="format">The format; shared by all requests.</param>
    /// <typeparam name="TBuilder">The convention builder.</typeparam>
    public static TBuilder WithProblemFormat<TBuilder>(this TBuilder builder, IProblemFormat format)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(format));
        return builder;
    }
}
