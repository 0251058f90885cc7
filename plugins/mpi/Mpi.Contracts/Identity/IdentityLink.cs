namespace Mpi.Contracts.Identity;

/// <summary>Another record that resembles the patient's, and why.</summary>
/// <param name="PatientId">The other Patient's logical id.</param>
/// <param name="Score">Chance that the two are one person, 0 to 1.</param>
/// <param name="Weight">Sum of the fields' weights in bits, without the prior.</param>
/// <param name="Decision">What became of the pair.</param>
/// <param name="Fields">What each field that both records have added, in the index's field order.</param>
/// <param name="Rules">
/// Safety rules that held, in camel case (<c>differentGivenName</c>, <c>conflictingIdentifier</c> …); each may have kept the
/// pair from being linked.
/// </param>
public sealed record IdentityLink(
    string PatientId,
    double Score,
    double Weight,
    LinkDecision Decision,
    IReadOnlyList<FieldWeight> Fields,
    IReadOnlyList<string> Rules);
