namespace Mpi.Engine.Normalising;

/// <summary>
/// A person made comparable: folded, coded and freed of placeholders. An empty string or array is "missing".
/// Store it beside the patient through <see cref="FeaturesJson"/>, which tells when it is stale.
/// </summary>
public sealed record PersonFeatures
{
    /// <summary>Rises when normalisation changes, or a property is added: stored features are stale then.</summary>
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>First given name, letters only.</summary>
    public string Given { get; init; } = "";

    public string GivenPhonetic { get; init; } = "";

    /// <summary>Formal names the given name and its aliases stand for; "bob" and "robert" share "robert".</summary>
    public string[] GivenRoots { get; init; } = [];

    /// <summary>True when <see cref="Given"/> is a name of its own, so that a look-alike name is no misspelling of it.</summary>
    public bool GivenKnown { get; init; }

    public string[] MiddleNames { get; init; } = [];

    /// <summary>First given and first middle name joined, for sources that write "Mary Ann" as "Maryann"; else empty.</summary>
    public string GivenWithMiddle { get; init; } = "";

    /// <summary>Family name with its parts joined: "van der Berg" and "Vanderberg" are one.</summary>
    public string Family { get; init; } = "";

    public string FamilyPhonetic { get; init; } = "";

    /// <summary>Parts of a double-barrelled name and former names.</summary>
    public string[] FamilyAlternates { get; init; } = [];

    /// <summary>Generation suffix: jr, sr, ii, iii, iv, v; empty when none.</summary>
    public string Suffix { get; init; } = "";

    public BirthDate BirthDate { get; init; }

    public Sex Sex { get; init; }

    public bool MultipleBirth { get; init; }

    public int BirthOrder { get; init; }

    public string HouseNumber { get; init; } = "";

    public string Street { get; init; } = "";

    public string City { get; init; } = "";

    public string PostCode { get; init; } = "";

    public string State { get; init; } = "";

    /// <summary>The last nine digits of each number, which drops country and trunk prefixes.</summary>
    public string[] Phones { get; init; } = [];

    public string[] Emails { get; init; } = [];

    public IdentifierFeature[] Identifiers { get; init; } = [];
}
