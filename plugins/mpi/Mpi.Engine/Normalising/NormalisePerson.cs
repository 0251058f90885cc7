namespace Mpi.Engine.Normalising;

/// <summary>The whole of normalisation: person in, features out.</summary>
internal static class NormalisePerson
{
    public static PersonFeatures From(Person person, IdentifierPolicy policy)
    {
        var (house, street) = FoldAddress.Line(person.AddressLine);
        var features = new PersonFeatures
        {
            BirthDate = ParseBirthDate.From(person.BirthDate),
            Sex = SexOf(person.Sex),
            MultipleBirth = person.MultipleBirth || person.BirthOrder > 1,
            BirthOrder = person.BirthOrder,
            HouseNumber = house,
            Street = street,
            City = FoldAddress.Place(person.City),
            PostCode = FoldAddress.PostCode(person.PostCode),
            State = FoldAddress.Place(person.State),
            Phones = FoldContacts.Phones(person.Phones),
            Emails = FoldContacts.Emails(person.Emails),
            Identifiers = Identifiers(person.Identifiers, policy),
        };
        return FoldNames.Into(features, person);
    }

    private static Sex SexOf(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "f" or "female" or "woman" => Sex.Female,
        "m" or "male" or "man" => Sex.Male,
        _ => Sex.Unknown,
    };

    private static IdentifierFeature[] Identifiers(IReadOnlyList<PersonIdentifier> identifiers, IdentifierPolicy policy) =>
    [
        .. identifiers
            .Select(i => new IdentifierFeature(i.System.Trim(), FoldText.Code(i.Value), policy.KindOf(i.System.Trim())))
            .Where(i => i.Kind != IdentifierKind.Ignored && i.Value.Length > 0 && !IsPlaceholder(i))
            .Distinct(),
    ];

    // A record number may honestly be "12"; a national number may not.
    private static bool IsPlaceholder(IdentifierFeature identifier) =>
        identifier.Kind == IdentifierKind.PersonUnique
            ? Placeholders.IsCode(identifier.Value)
            : Placeholders.IsName(identifier.Value.ToLowerInvariant()) && identifier.Value.Any(char.IsAsciiLetter);
}
