using Mpi.Engine.Normalising;

namespace Mpi.Engine.Comparing;

/// <summary>
/// One level for the whole address. Street, postcode, city and state follow from each other, so they are one piece of
/// evidence and not four.
/// </summary>
internal static class CompareAddresses
{
    private const double StreetFrom = 0.9;
    private const double CityFrom = 0.9;

    public static AgreementLevel Level(PersonFeatures a, PersonFeatures b)
    {
        var postCode = Code(a.PostCode, b.PostCode);
        var city = Text(a.City, b.City, CityFrom);
        var street = Text(a.Street, b.Street, StreetFrom);
        if (street == Known.Yes)
        {
            var house = Code(a.HouseNumber, b.HouseNumber);
            var place = postCode == Known.Yes || city == Known.Yes;
            return house == Known.Yes && place ? AgreementLevel.SameDwelling : AgreementLevel.SameStreet;
        }

        if (postCode == Known.Yes)
        {
            return AgreementLevel.SamePostCode;
        }

        if (city == Known.Yes)
        {
            return AgreementLevel.SameCity;
        }

        var said = street == Known.No || postCode == Known.No || city == Known.No;
        return said ? AgreementLevel.Different : AgreementLevel.Missing;
    }

    private static Known Code(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return Known.Unsaid;
        }

        return a == b ? Known.Yes : Known.No;
    }

    private static Known Text(string a, string b, double from)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return Known.Unsaid;
        }

        return a == b || JaroWinkler.Similarity(a, b) >= from ? Known.Yes : Known.No;
    }

    private enum Known
    {
        Unsaid,
        Yes,
        No,
    }
}
