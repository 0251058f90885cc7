using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fhir.Engine.Deidentifying;
using Fhir.Engine.Tests.External;

namespace Fhir.Engine.Tests.Deidentifying;

/// <summary>Over sixty generated patients and whatever key: nothing in what comes out tells who they are.</summary>
public partial class SyntheaTests(ITestOutputHelper output)
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData(DateTreatment.Year)]
    [InlineData(DateTreatment.Shift)]
    public void Run_GeneratedPatients_LeavesNothingThatTellsWhoTheyAre(DateTreatment dates)
    {
        var options = Options(dates);
        var secrets = 0;
        foreach (var record in ExternalData.SyntheaFiles().Select(SourceRecord.Read))
        {
            var safe = record.Deidentify(options);
            var text = string.Join('\n', safe.Select(pair => Encoding.UTF8.GetString(pair.To)));
            var (anywhere, words) = record.Secrets();
            var said = safe.SelectMany(pair => Strings(JsonNode.Parse(pair.To))).SelectMany(value => Word().Matches(value).Select(word => word.Value)).ToHashSet(StringComparer.OrdinalIgnoreCase);

            // New ids and long fractions hold any digits: a number is looked for as one.
            var numbers = Number().Matches(text).Select(number => number.Value).ToHashSet(StringComparer.Ordinal);
            Assert.DoesNotContain(anywhere, secret => secret.All(char.IsAsciiDigit) ? numbers.Contains(secret) : text.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(words, said.Contains);
            Assert.DoesNotContain("urn:uuid", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"div\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"display\"", text, StringComparison.Ordinal);
            if (dates == DateTreatment.Year)
            {
                Assert.DoesNotMatch(Day(), text);
            }

            secrets += anywhere.Count + words.Count;
        }

        Assert.True(secrets > 10_000, $"only {secrets} secrets were looked for");
    }

    [Theory]
    [InlineData(DateTreatment.Year)]
    [InlineData(DateTreatment.Shift)]
    public void Run_GeneratedPatients_LinksResolveAndFactsStay(DateTreatment dates)
    {
        var options = Options(dates);
        foreach (var record in ExternalData.SyntheaFiles().Select(SourceRecord.Read))
        {
            var safe = record.Deidentify(options).Select(pair => JsonNode.Parse(pair.To)!.AsObject()).ToList();
            var ids = safe.Select(r => $"{SourceRecord.TypeOf(r)}/{r["id"]}").ToHashSet(StringComparer.Ordinal);
            var patient = ids.Single(id => id.StartsWith("Patient/", StringComparison.Ordinal));

            Assert.Equal(record.Resources.Count, ids.Count);
            Assert.All(safe, r => Assert.All(Links(r), link => Assert.True(link[0] == '#' ? Local(r, link) : ids.Contains(link), link)));
            Assert.All(safe.Where(r => SourceRecord.TypeOf(r) == "Observation"), r => Assert.Equal(patient, (string?)r["subject"]!["reference"]));
            Assert.All(safe.Where(r => SourceRecord.TypeOf(r) == "Condition"), r => Assert.NotNull(r["code"]!["coding"]![0]!["code"]));
            Assert.Equal(
                record.Resources.Where(r => r["valueQuantity"] is not null).Select(r => (decimal)r["valueQuantity"]!["value"]!).Sum(),
                safe.Where(r => r["valueQuantity"] is not null).Select(r => (decimal)r["valueQuantity"]!["value"]!).Sum());
        }
    }

    [Fact]
    public void Run_DatesShifted_MoveByOneSecretSpanPerPatient()
    {
        var options = Options(DateTreatment.Shift);
        var spans = new HashSet<int>();
        foreach (var record in ExternalData.SyntheaFiles().Select(SourceRecord.Read))
        {
            var moved = record.Deidentify(options).SelectMany(pair => Moves(pair.From, JsonNode.Parse(pair.To)!.AsObject())).ToList();

            Assert.True(moved.Count > 20);
            var span = Assert.Single(moved.Distinct());
            Assert.InRange(span, -365, -1);
            spans.Add(span);
        }

        Assert.True(spans.Count > 40, "the spans are not per patient");
    }

    [Fact]
    public void Run_AnotherKey_GivesOtherIdsAndTheSameKeyTheSame()
    {
        var record = SourceRecord.Read(ExternalData.SyntheaFiles().First());
        var (one, two) = (Options(DateTreatment.Year), Options(DateTreatment.Year, 1));

        Assert.Equal(Ids(one), Ids(one));
        Assert.Empty(Ids(one).Intersect(Ids(two)));

        List<string> Ids(DeidentifyOptions options) => [.. record.Deidentify(options).Select(pair => (string)JsonNode.Parse(pair.To)!["id"]!)];
    }

    private DeidentifyOptions Options(DateTreatment dates, int more = 0)
    {
        var seed = (int)(TimeProvider.System.GetTimestamp() % int.MaxValue) + more;
        output.WriteLine($"seed {seed}");
        var key = new byte[32];
        new Random(seed).NextBytes(key);
        return new(key, dates, Today, []);
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Strings(member.Value)),
        JsonArray items => items.SelectMany(Strings),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [(string)value!],
        _ => [],
    };

    private static IEnumerable<string> Links(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "reference", Value: JsonValue link } ? [(string)link!] : Links(member.Value)),
        JsonArray items => items.SelectMany(Links),
        _ => [],
    };

    private static bool Local(JsonObject resource, string link) => resource["contained"]?.AsArray().Any(inner => "#" + (string?)inner!["id"] == link) == true;

    /// <summary>By how many days each date moved that stands at the same place before and after.</summary>
    private static IEnumerable<int> Moves(JsonObject from, JsonObject to)
    {
        foreach (var (name, after) in to)
        {
            if (after is JsonObject inner && from[name] is JsonObject outer)
            {
                foreach (var move in Moves(outer, inner))
                {
                    yield return move;
                }
            }
            else if (after is JsonValue && from[name] is JsonValue before && DateOf(before) is { } was && DateOf(after) is { } now)
            {
                Assert.Equal(((string)before!)[10..], ((string)after!)[10..]);
                yield return now.DayNumber - was.DayNumber;
            }
        }
    }

    private static DateOnly? DateOf(JsonNode value) =>
        value.GetValueKind() == System.Text.Json.JsonValueKind.String && (string)value! is { Length: >= 10 } text
        && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}")]
    private static partial Regex Day();

    [GeneratedRegex(@"(?<![\w.])\d+(?![\w.])")]
    private static partial Regex Number();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
