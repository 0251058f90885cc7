using Fhir.Engine.Issues;
using Fhir.Http;
using Fhir.Outcomes;
using Microsoft.AspNetCore.Http;

namespace Fhir.Transactions;

/// <summary>POST [base]: a transaction or a batch (R4 3.1.0.11).</summary>
internal sealed class RunBundle(R4 r4, FhirSettings settings, RunTransaction transaction, RunBatch batch)
{
    public async Task<IResult> HandleAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(http.Request, settings, cancellationToken);
        if (body.Refused is { } refused)
        {
            return refused;
        }

        var (answer, refusal) = await RunAsync(body.Content, Prefer.Return(http.Request), cancellationToken);
        return refusal is null ? new JsonResult(answer) : new OutcomeResult(refusal);
    }

    /// <summary>Runs a Bundle for a caller that is not HTTP.</summary>
    /// <returns>The response Bundle, or why nothing was done.</returns>
    public async Task<(ReadOnlyMemory<byte> Answer, Refusal? Refusal)> RunAsync(
        ReadOnlyMemory<byte> content, Preference preference, CancellationToken cancellationToken)
    {
        var parsed = r4.Parser.Parse(content);
        if (parsed.Resource is null)
        {
            return (default, new(400, parsed.Issues));
        }

        var read = r4.Bundles.Read(parsed.Resource);
        if (read.Bundle is not { } bundle || (bundle.IsTransaction && !parsed.IsValid))
        {
            return (default, new(400, [.. parsed.Issues.Where(i => i.IsError), .. read.Issues]));
        }

        if (bundle.Entries.Count > settings.MaxEntries)
        {
            return (default, Refusal.Of(413, IssueCode.TooCostly,
                $"The Bundle has {bundle.Entries.Count} entries; at most {settings.MaxEntries} are accepted. Nothing was stored.", "Bundle.entry"));
        }

        // The default is minimal here: a transaction's answer would otherwise repeat the whole request (R4 3.1.0.6).
        var withResources = preference == Preference.Representation;
        return bundle.IsTransaction
            ? await transaction.RunAsync(bundle, withResources, cancellationToken)
            : (await batch.RunAsync(bundle, withResources, cancellationToken), null);
    }
}
