using System.Globalization;

namespace Mpi.Engine.Tests;

/// <summary>Pairs taken as one person, and how many of them are.</summary>
internal readonly record struct Tally(long Truth, long Taken = 0, long Right = 0)
{
    public long Wrong => Taken - Right;

    public double Precision => Taken == 0 ? 1 : (double)Right / Taken;

    public double Recall => (double)Right / Truth;

    public double F1 => Right == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public Tally With(bool taken, bool same) =>
        taken ? this with { Taken = Taken + 1, Right = Right + (same ? 1 : 0) } : this;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"precision {100 * Precision:F2} % recall {100 * Recall:F2} % F1 {F1:F4} ({Wrong} wrong)");
}
