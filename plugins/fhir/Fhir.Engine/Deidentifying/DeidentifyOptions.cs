namespace Fhir.Engine.Deidentifying;

/// <summary>How an export is de-identified. Everything in one export shares the key.</summary>
/// <param name="Key">Secret, random, 32 bytes; who keeps it can tell ids and offsets, so nobody does (164.514(c)).</param>
/// <param name="Dates">What becomes of dates.</param>
/// <param name="Today">The day ages are reckoned on.</param>
/// <param name="CodeSystems">Further code systems whose codes are known to name nobody.</param>
public sealed record DeidentifyOptions(ReadOnlyMemory<byte> Key, DateTreatment Dates, DateOnly Today, IReadOnlyCollection<string> CodeSystems);
