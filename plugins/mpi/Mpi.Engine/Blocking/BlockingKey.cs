namespace Mpi.Engine.Blocking;

/// <summary>
/// One equality key for candidate search: two persons who share any key are worth comparing. The value is made of personal
/// data; a store keeps it as a keyed hash.
/// </summary>
public readonly record struct BlockingKey(BlockingKind Kind, string Value)
{
    /// <summary>Kind number and value: unique across kinds.</summary>
    public override string ToString() => $"{(int)Kind}:{Value}";
}
