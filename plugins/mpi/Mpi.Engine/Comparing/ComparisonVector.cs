namespace Mpi.Engine.Comparing;

/// <summary>The levels of one pair in 50 bits; its value is also the pattern that parameter estimation counts.</summary>
public readonly record struct ComparisonVector(ulong Pattern)
{
    /// <summary>Number of <see cref="MatchField"/> values.</summary>
    public const int Fields = 10;

    private const int Width = 5;
    private const ulong Mask = (1UL << Width) - 1;

    public AgreementLevel this[MatchField field] => (AgreementLevel)((Pattern >> ((int)field * Width)) & Mask);

    internal ComparisonVector With(MatchField field, AgreementLevel level)
    {
        var shift = (int)field * Width;
        return new ComparisonVector((Pattern & ~(Mask << shift)) | ((ulong)level << shift));
    }
}
