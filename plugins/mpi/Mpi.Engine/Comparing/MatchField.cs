namespace Mpi.Engine.Comparing;

/// <summary>What two persons are compared on.</summary>
public enum MatchField
{
    GivenName = 0,
    MiddleNames = 1,
    FamilyName = 2,
    BirthDate = 3,
    Sex = 4,
    Address = 5,
    Phone = 6,
    Email = 7,
    UniqueIdentifier = 8,
    RecordNumber = 9,
}
