using Mpi.Engine.Comparing;

namespace Mpi.Engine.Scoring;

/// <summary>What one field added to a pair's weight.</summary>
/// <param name="Field">The field.</param>
/// <param name="Level">How far it agreed.</param>
/// <param name="Weight">Bits, after rarity and household damping; negative speaks against.</param>
public sealed record FieldContribution(MatchField Field, AgreementLevel Level, double Weight);
