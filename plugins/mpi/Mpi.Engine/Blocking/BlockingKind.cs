namespace Mpi.Engine.Blocking;

/// <summary>What a blocking key is made of. Numbers are stable: stores may keep them.</summary>
public enum BlockingKind
{
    /// <summary>Identifier system and value.</summary>
    Identifier = 1,
    Phone = 2,
    Email = 3,

    /// <summary>Sound of the family name and birth year. The most frequent kind: cap it first.</summary>
    FamilyBirthYear = 4,

    /// <summary>Sound of one name, given or family, and birth date; finds exchanged names, and day exchanged with month.</summary>
    NameBirthDate = 5,
    PostCodeBirthDate = 6,

    /// <summary>Sounds of both names in sorted order; finds wrong birth dates and exchanged names.</summary>
    BothNames = 7,
    FamilyPostCode = 8,

    /// <summary>House number, sound of the street, and postcode or city.</summary>
    Dwelling = 9,

    /// <summary>Birth date alone: about one person in 25,000 shares it, so it is selective except for conventional dates.</summary>
    BirthDate = 10,

    /// <summary>First three letters of both names in sorted order; finds what a slip further on gives another sound.</summary>
    NameStarts = 11,
}
