namespace Mpi.Engine;

/// <summary>What a source says about one person, as it was received. Every part may be absent.</summary>
public sealed record Person
{
    /// <summary>Given names in order; the first is the name of use, the others are middle names.</summary>
    public IReadOnlyList<string> GivenNames { get; init; } = [];

    /// <summary>Other first names the person goes by (FHIR <c>name.use</c> nickname or old).</summary>
    public IReadOnlyList<string> GivenAliases { get; init; } = [];

    /// <summary>The family name in use now.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Maiden, former and alias family names.</summary>
    public IReadOnlyList<string> OtherFamilyNames { get; init; } = [];

    /// <summary>Generation suffix such as Jr or III; one at the end of the family name is found as well.</summary>
    public string? Suffix { get; init; }

    /// <summary>Birth date: <c>yyyy</c>, <c>yyyy-MM</c>, <c>yyyy-MM-dd</c>, <c>yyyyMMdd</c>, or a form with the year last.</summary>
    public string? BirthDate { get; init; }

    /// <summary>Administrative sex: a FHIR code, or M and F.</summary>
    public string? Sex { get; init; }

    /// <summary>True when the person is known to be one of a multiple birth.</summary>
    public bool MultipleBirth { get; init; }

    /// <summary>Place in a multiple birth, from 1; 0 when not known.</summary>
    public int BirthOrder { get; init; }

    /// <summary>House number and street.</summary>
    public string? AddressLine { get; init; }

    public string? City { get; init; }

    public string? PostCode { get; init; }

    public string? State { get; init; }

    public IReadOnlyList<string> Phones { get; init; } = [];

    public IReadOnlyList<string> Emails { get; init; } = [];

    public IReadOnlyList<PersonIdentifier> Identifiers { get; init; } = [];
}
