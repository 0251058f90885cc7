namespace Mpi.Engine.Normalising;

/// <summary>What agreement and conflict on an identifier say.</summary>
public enum IdentifierKind
{
    /// <summary>A record number: the same value is the same record; two values may still be one person registered twice.</summary>
    RecordNumber = 0,

    /// <summary>One value per person and one person per value: a national or social-security number.</summary>
    PersonUnique = 1,

    /// <summary>Says nothing about who the person is (a batch or household number).</summary>
    Ignored = 2,
}
