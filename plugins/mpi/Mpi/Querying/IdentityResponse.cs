using Mpi.Contracts.Identity;

namespace Mpi.Querying;

/// <summary>The answer of <c>GET /api/mpi/patients/{id}</c>.</summary>
/// <param name="PatientId">The Patient's logical id.</param>
/// <param name="GoldenRecordId">UUID; records of one person share it. Null while pending.</param>
/// <param name="Status"><c>pending</c>, <c>unique</c>, <c>possible</c> or <c>linked</c>.</param>
/// <param name="Records">Members of the golden record, this one included; 0 while pending.</param>
/// <param name="Confidence">The lowest score among the linked pairs, 0 to 1; null when linked with none.</param>
/// <param name="ScoredAt">UTC; null while pending.</param>
/// <param name="Links">Records that resemble it, highest score first.</param>
internal sealed record IdentityResponse(
    string PatientId, string? GoldenRecordId, string Status, int Records, double? Confidence, DateTimeOffset? ScoredAt,
    IReadOnlyList<LinkResponse> Links)
{
    public static IdentityResponse Of(PatientIdentity identity) => new(
        identity.PatientId, identity.GoldenRecordId, Word(identity.Status), identity.Records, identity.Confidence,
        identity.ScoredAt, [.. identity.Links.Select(LinkResponse.Of)]);

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <param name="PatientId">The other Patient's logical id.</param>
/// <param name="Score">Chance that the two are one person, 0 to 1.</param>
/// <param name="Weight">Sum of the weights in bits.</param>
/// <param name="Decision"><c>linked</c>, <c>held</c> or <c>possible</c>.</param>
/// <param name="Weights">Bits per field that both records have; negative speaks against.</param>
/// <param name="Levels">How far each of these fields agreed.</param>
/// <param name="Rules">Safety rules that held.</param>
internal sealed record LinkResponse(
    string PatientId, double Score, double Weight, string Decision, IReadOnlyDictionary<string, double> Weights,
    IReadOnlyDictionary<string, string> Levels, IReadOnlyList<string> Rules)
{
    public static LinkResponse Of(IdentityLink link) => new(
        link.PatientId, link.Score, link.Weight, IdentityResponse.Word(link.Decision),
        link.Fields.ToDictionary(f => f.Field, f => f.Weight, StringComparer.Ordinal),
        link.Fields.ToDictionary(f => f.Field, f => f.Level, StringComparer.Ordinal),
        link.Rules);
}
