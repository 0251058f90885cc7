using static Mpi.Engine.Comparing.AgreementLevel;
using static Mpi.Engine.Comparing.MatchField;

namespace Mpi.Engine.Scoring;

/// <summary>
/// The shipped m and u. u is reasoned from population figures (given beside each field) and kept on the cautious side for
/// what families share; m is reasoned from how registers go wrong and held against expectation-maximisation on a seeded
/// synthetic population (EstimateParametersTests prints both side by side). No external test set was used to choose them.
/// </summary>
internal static class DefaultProbabilities
{
    public static IReadOnlyList<LevelProbability> All { get; } =
        [.. GivenNames(), .. FamilyNames(), .. Dates(), .. Places(), .. Contacts(), .. Numbers()];

    // Two strangers share a given name about once in 170 (sum of squared frequencies in English-speaking registers).
    private static LevelProbability[] GivenNames() =>
    [
        new(GivenName, Exact, 0.80, 0.006),
        new(GivenName, Nickname, 0.05, 0.002),
        new(GivenName, Close, 0.07, 0.003),
        new(GivenName, Near, 0.012, 0.004),
        new(GivenName, Phonetic, 0.008, 0.003),
        new(GivenName, Resembling, 0.01, 0.006),
        new(GivenName, SimilarName, 0.005, 0.006),
        new(GivenName, Initial, 0.02, 0.04),
        new(GivenName, OtherName, 0.015, 0.004),
        new(GivenName, Swapped, 0.008, 0.000_05),
        new(GivenName, Different, 0.02, 0.92),
        new(MiddleNames, Exact, 0.62, 0.03),
        new(MiddleNames, Initial, 0.26, 0.07),
        new(MiddleNames, Close, 0.06, 0.02),
        new(MiddleNames, Different, 0.06, 0.88),
    ];

    // Two strangers share a family name about once in 1,000; relatives are what the household rule is for.
    private static LevelProbability[] FamilyNames() =>
    [
        new(FamilyName, Exact, 0.85, 0.001),
        new(FamilyName, Close, 0.07, 0.0012),
        new(FamilyName, Near, 0.01, 0.0012),
        new(FamilyName, Phonetic, 0.008, 0.0015),
        new(FamilyName, Resembling, 0.015, 0.005),
        new(FamilyName, Part, 0.015, 0.001),
        new(FamilyName, Swapped, 0.008, 0.000_3),
        new(FamilyName, Different, 0.035, 0.988),
    ];

    // Some 25,000 birthdays are alive at once: u(same) = 4e-5; one digit away are about 25 others; two parts the same are
    // 1/365 (day and month) + 1/840 (year and month) + 1/2,100 (year and day). Partial levels are conditional on being partial.
    private static LevelProbability[] Dates() =>
    [
        new(BirthDate, Exact, 0.92, 0.000_04),
        new(BirthDate, DayMonthSwapped, 0.006, 0.000_04),
        new(BirthDate, OneDigit, 0.03, 0.001),
        new(BirthDate, TwoParts, 0.02, 0.0035),
        new(BirthDate, SameYear, 0.006, 0.0135),
        new(BirthDate, PartialMonth, 0.94, 0.0012),
        new(BirthDate, PartialYear, 0.94, 0.014),
        new(BirthDate, Different, 0.01, 0.98),
        new(Sex, Exact, 0.98, 0.5),
        new(Sex, Different, 0.02, 0.5),
    ];

    // u of a shared dwelling, telephone or mailbox is not that of strangers (1e-5) but of candidate pairs, many of which are
    // relatives. People move: a different address says little.
    private static LevelProbability[] Places() =>
    [
        new(Address, SameDwelling, 0.50, 0.003),
        new(Address, SameStreet, 0.06, 0.002),
        new(Address, SamePostCode, 0.08, 0.008),
        new(Address, SameCity, 0.10, 0.03),
        new(Address, Different, 0.26, 0.957),
    ];

    private static LevelProbability[] Contacts() =>
    [
        new(Phone, Exact, 0.60, 0.003),
        new(Phone, Close, 0.06, 0.001),
        new(Phone, Different, 0.34, 0.996),
        new(Email, Exact, 0.70, 0.001),
        new(Email, Close, 0.10, 0.001),
        new(Email, Different, 0.20, 0.998),
    ];

    // A national number is wrong or borrowed now and then; a record number differs whenever a person is registered twice.
    private static LevelProbability[] Numbers() =>
    [
        new(UniqueIdentifier, Exact, 0.95, 0.000_02),
        new(UniqueIdentifier, Close, 0.03, 0.000_2),
        new(UniqueIdentifier, Different, 0.02, 0.9998),
        new(RecordNumber, Exact, 0.50, 0.000_02),
        new(RecordNumber, Different, 0.50, 0.999_98),
    ];
}
