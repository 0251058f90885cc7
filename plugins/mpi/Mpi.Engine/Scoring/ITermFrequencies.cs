using Mpi.Engine.Comparing;

namespace Mpi.Engine.Scoring;

/// <summary>
/// How common a name is in this population. Agreement on a rare name weighs more than on a common one: its u is the name's
/// own frequency in place of the average.
/// </summary>
public interface ITermFrequencies
{
    /// <summary>Share of persons (0 to 1) whose field holds this normalised value; 0 when not known.</summary>
    /// <param name="field"><see cref="MatchField.GivenName"/> or <see cref="MatchField.FamilyName"/>.</param>
    /// <param name="value">The value as in the features.</param>
    double ShareOf(MatchField field, string value);
}
