namespace Mpi.Tests;

public sealed record IdentityAnswer(
    string PatientId, string? GoldenRecordId, string Status, int Records, double? Confidence, IReadOnlyList<LinkAnswer> Links);

public sealed record LinkAnswer(
    string PatientId, double Score, double Weight, string Decision, Dictionary<string, double> Weights,
    Dictionary<string, string> Levels, IReadOnlyList<string> Rules);
