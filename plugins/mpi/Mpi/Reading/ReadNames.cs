using System.Text.Json;
using Mpi.Engine;

namespace Mpi.Reading;

/// <summary>R4 HumanName: the name in use, and the names that also lead to the person.</summary>
internal static class ReadNames
{
    public static Person Into(Person person, JsonElement patient)
    {
        // A stable order: among names of one use the record's own order decides.
        var names = patient.Items("name").Where(n => n.Text("use") != "anonymous").OrderBy(Rank).ToList();
        if (names.Count == 0)
        {
            return person;
        }

        var current = names[0];
        var others = names[1..];
        var given = current.Texts("given");
        return person with
        {
            GivenNames = given,
            GivenAliases = [.. others.SelectMany(n => n.Texts("given").Take(1)).Where(g => g != given.FirstOrDefault()).Distinct()],
            FamilyName = current.Text("family"),
            OtherFamilyNames =
            [
                .. others.Select(n => n.Text("family")).OfType<string>().Where(f => f != current.Text("family")).Distinct(),
            ],
            Suffix = current.Texts("suffix") is { Count: > 0 } suffix ? string.Join(' ', suffix) : null,
        };
    }

    private static int Rank(JsonElement name) => name.Text("use") switch
    {
        "official" => 0,
        "usual" or null => 1,
        "temp" => 2,
        "nickname" => 3,
        _ => 4,
    };
}
