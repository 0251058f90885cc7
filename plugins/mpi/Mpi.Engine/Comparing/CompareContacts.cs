namespace Mpi.Engine.Comparing;

/// <summary>Telephone numbers and e-mail addresses: the best of all pairs counts.</summary>
internal static class CompareContacts
{
    private const int Subscriber = 7;

    public static AgreementLevel Phones(string[] a, string[] b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return AgreementLevel.Missing;
        }

        var best = AgreementLevel.Different;
        foreach (var one in a)
        {
            foreach (var other in b)
            {
                if (one == other)
                {
                    return AgreementLevel.Exact;
                }

                best = PhoneSlip(one, other) ? AgreementLevel.Close : best;
            }
        }

        return best;
    }

    public static AgreementLevel Emails(string[] a, string[] b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return AgreementLevel.Missing;
        }

        var best = AgreementLevel.Different;
        foreach (var one in a)
        {
            foreach (var other in b)
            {
                if (one == other)
                {
                    return AgreementLevel.Exact;
                }

                // Mailboxes are made from names: anything beyond one slip is the name over again.
                best = DamerauLevenshtein.WithinOne(one, other) ? AgreementLevel.Close : best;
            }
        }

        return best;
    }

    // One digit wrong, or the area code changed.
    private static bool PhoneSlip(string a, string b) =>
        DamerauLevenshtein.WithinOne(a, b)
        || (a.Length > Subscriber && b.Length > Subscriber && a.AsSpan()[^Subscriber..].SequenceEqual(b.AsSpan()[^Subscriber..]));
}
