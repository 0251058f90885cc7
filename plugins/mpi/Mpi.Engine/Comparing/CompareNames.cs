using Mpi.Engine.Normalising;

namespace Mpi.Engine.Comparing;

/// <summary>Given, middle and family names.</summary>
internal static class CompareNames
{
    private const double CloseFrom = 0.92;
    private const double NearFrom = 0.88;
    private const double ResemblingFrom = 0.7;
    private const int LongName = 6;

    /// <summary>One slip in a shorter name makes another name too easily (Jon, Jan).</summary>
    private const int ShortestWithSlip = 5;

    public static ComparisonVector Into(ComparisonVector vector, PersonFeatures a, PersonFeatures b)
    {
        var given = Given(a, b);
        var family = Family(a, b);
        if ((given == AgreementLevel.Different || family == AgreementLevel.Different) && Swapped(a, b))
        {
            (given, family) = (AgreementLevel.Swapped, AgreementLevel.Swapped);
        }

        var middle = given is AgreementLevel.OtherName or AgreementLevel.Swapped ? AgreementLevel.Missing : Middle(a, b);
        return vector
            .With(MatchField.GivenName, given)
            .With(MatchField.FamilyName, family)
            .With(MatchField.MiddleNames, middle);
    }

    private static AgreementLevel Given(PersonFeatures a, PersonFeatures b)
    {
        if (a.Given.Length == 0 || b.Given.Length == 0)
        {
            return AgreementLevel.Missing;
        }

        if (a.Given == b.Given || a.Given == b.GivenWithMiddle || b.Given == a.GivenWithMiddle)
        {
            return AgreementLevel.Exact;
        }

        if (Shares(a.GivenRoots, b.GivenRoots))
        {
            return AgreementLevel.Nickname;
        }

        if (Array.IndexOf(a.MiddleNames, b.Given) >= 0 || Array.IndexOf(b.MiddleNames, a.Given) >= 0)
        {
            return AgreementLevel.OtherName;
        }

        if (Slip(a.Given, b.GivenWithMiddle) || Slip(b.Given, a.GivenWithMiddle))
        {
            return AgreementLevel.Close;
        }

        if (a.Given.Length == 1 || b.Given.Length == 1)
        {
            return a.Given[0] == b.Given[0] ? AgreementLevel.Initial : AgreementLevel.Different;
        }

        var alike = Alike(a.Given, b.Given, a.GivenPhonetic, b.GivenPhonetic);
        if (alike != AgreementLevel.Different && a.GivenKnown && b.GivenKnown)
        {
            return AgreementLevel.SimilarName;
        }

        // Marta and Martina are as similar as a name and its misspelling, and may be sisters: only a single slip is close.
        return alike == AgreementLevel.Close && !Slip(a.Given, b.Given) ? AgreementLevel.Near : alike;
    }

    private static AgreementLevel Middle(PersonFeatures a, PersonFeatures b)
    {
        if (a.MiddleNames.Length == 0 || b.MiddleNames.Length == 0)
        {
            return AgreementLevel.Missing;
        }

        if (Shares(a.MiddleNames, b.MiddleNames))
        {
            return AgreementLevel.Exact;
        }

        var (x, y) = (a.MiddleNames[0], b.MiddleNames[0]);
        if (x.Length == 1 || y.Length == 1)
        {
            return x[0] == y[0] ? AgreementLevel.Initial : AgreementLevel.Different;
        }

        return Slip(x, y) || JaroWinkler.Similarity(x, y) >= NearFrom ? AgreementLevel.Close : AgreementLevel.Different;
    }

    private static AgreementLevel Family(PersonFeatures a, PersonFeatures b)
    {
        if (a.Family.Length == 0 || b.Family.Length == 0)
        {
            return AgreementLevel.Missing;
        }

        if (a.Family == b.Family)
        {
            return AgreementLevel.Exact;
        }

        if (Array.IndexOf(a.FamilyAlternates, b.Family) >= 0
            || Array.IndexOf(b.FamilyAlternates, a.Family) >= 0
            || Shares(a.FamilyAlternates, b.FamilyAlternates))
        {
            return AgreementLevel.Part;
        }

        return Alike(a.Family, b.Family, a.FamilyPhonetic, b.FamilyPhonetic);
    }

    private static AgreementLevel Alike(string a, string b, string soundA, string soundB)
    {
        var similarity = JaroWinkler.Similarity(a, b);
        if (similarity >= CloseFrom || Slip(a, b))
        {
            return AgreementLevel.Close;
        }

        if (similarity >= NearFrom)
        {
            return AgreementLevel.Near;
        }

        if (soundA.Length > 1 && soundA == soundB)
        {
            return AgreementLevel.Phonetic;
        }

        return Resembling(a, b, similarity) ? AgreementLevel.Resembling : AgreementLevel.Different;
    }

    private static bool Resembling(string a, string b, double similarity)
    {
        var shorter = Math.Min(a.Length, b.Length);
        return similarity >= ResemblingFrom
            && shorter >= 3
            && DamerauLevenshtein.Distance(a, b) <= (shorter >= LongName ? 2 : 1);
    }

    private static bool Slip(string a, string b) =>
        Math.Min(a.Length, b.Length) >= ShortestWithSlip - 1
        && Math.Max(a.Length, b.Length) >= ShortestWithSlip
        && DamerauLevenshtein.WithinOne(a, b);

    private static bool Swapped(PersonFeatures a, PersonFeatures b) =>
        Same(a.Given, b.Family) && Same(a.Family, b.Given);

    private static bool Same(string a, string b) => a == b || Slip(a, b) || JaroWinkler.Similarity(a, b) >= CloseFrom;

    private static bool Shares(string[] a, string[] b)
    {
        foreach (var one in a)
        {
            if (Array.IndexOf(b, one) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
