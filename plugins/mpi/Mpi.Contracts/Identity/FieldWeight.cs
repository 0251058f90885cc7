namespace Mpi.Contracts.Identity;

/// <summary>What one field said about a pair.</summary>
/// <param name="Field">The field in camel case: <c>givenName</c>, <c>birthDate</c>, <c>uniqueIdentifier</c> …</param>
/// <param name="Level">How far it agreed, in camel case: <c>exact</c>, <c>nickname</c>, <c>different</c> …</param>
/// <param name="Weight">Evidence in bits; negative speaks against.</param>
public sealed record FieldWeight(string Field, string Level, double Weight);
