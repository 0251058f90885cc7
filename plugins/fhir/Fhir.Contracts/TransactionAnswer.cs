namespace Fhir.Contracts;

/// <summary>What a transaction came to.</summary>
/// <param name="Committed">True when everything was stored, false when nothing was.</param>
/// <param name="Body">The response Bundle when committed, else the OperationOutcome that says why not; FHIR JSON, UTF-8.</param>
public sealed record TransactionAnswer(bool Committed, ReadOnlyMemory<byte> Body);
