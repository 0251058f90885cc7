using System.Net;

namespace PluginPlatform.Sdk.Testing.Contract;

/// <summary>Reads one tenant's addresses with another tenant's token: the owner gets an answer, the other nothing of it.</summary>
public static class ForeignTenant
{
    /// <summary>Reads every address twice.</summary>
    /// <param name="owner">Holds a token of the tenant that owns the data.</param>
    /// <param name="other">Holds a token of another tenant, with the same rights there.</param>
    /// <param name="addresses">Addresses that the owner can read.</param>
    /// <param name="marks">Texts of the owner's data that must not reach the other, ids included. An id that stands in an address is
    /// no finding in the answer to that address.</param>
    /// <param name="cancellationToken">Cancels between two calls.</param>
    /// <returns>What is wrong; empty when nothing reaches the other.</returns>
    public static async Task<IReadOnlyList<ContractFinding>> CheckAsync(
        HttpClient owner, HttpClient other, IEnumerable<string> addresses, IReadOnlyCollection<string> marks, CancellationToken cancellationToken)
    {
        var findings = new List<ContractFinding>();
        foreach (var address in addresses)
        {
            using var mine = await owner.GetAsync(address, cancellationToken);
            using var theirs = await other.GetAsync(address, cancellationToken);
            if (!mine.IsSuccessStatusCode)
            {
                findings.Add(new($"GET {address}", $"answers its owner {(int)mine.StatusCode}: the walk proves nothing of it"));
            }

            var body = await theirs.Content.ReadAsStringAsync(cancellationToken);
            if (marks.FirstOrDefault(mark => !address.Contains(mark, StringComparison.Ordinal) && body.Contains(mark, StringComparison.OrdinalIgnoreCase)) is { } leaked)
            {
                findings.Add(new($"GET {address}", $"shows another tenant '{leaked}'"));
            }

            if (theirs.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Gone) && !IsEmpty(theirs, body))
            {
                findings.Add(new($"GET {address}", $"answers another tenant {(int)theirs.StatusCode} with content"));
            }
        }

        return findings;
    }

    /// <summary>An empty list, or a searchset without matches (FHIR R4, 3.1.1.1).</summary>
    private static bool IsEmpty(HttpResponseMessage answer, string body) =>
        answer.StatusCode == HttpStatusCode.OK && (body is "" or "[]" || (body.Contains("\"searchset\"", StringComparison.Ordinal) && !body.Contains("\"match\"", StringComparison.Ordinal)));
}
