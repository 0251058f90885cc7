namespace Mpi.Engine.Tests.Synthetic;

/// <summary>Made-up names with the skewed frequencies of real registers: the n-th name is 1/n as common as the first.</summary>
internal sealed class Names
{
    private static readonly string[] Starts = ["B", "Br", "C", "Ch", "D", "F", "G", "Gr", "H", "J", "K", "L", "M", "N", "P", "R", "S", "St", "T", "W"];
    private static readonly string[] Middles = ["a", "e", "i", "o", "u", "ar", "el", "in", "on", "ol", "an", "er"];
    private static readonly string[] Ends = ["ford", "son", "man", "ley", "ton", "well", "by", "ker", "ton", "sen", "ra", "na", "lin", "mond", "rick", "das"];

    private readonly string[] names;
    private readonly double[] cumulative;

    public Names(Random random, int count, IEnumerable<string> first)
    {
        var known = new HashSet<string>(first);
        while (known.Count < count)
        {
            known.Add(Pick(random, Starts) + Pick(random, Middles) + (random.Next(2) == 0 ? Pick(random, Middles) : "") + Pick(random, Ends));
        }

        names = [.. known];
        cumulative = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            cumulative[i] = sum += 1.0 / (i + 3);
        }
    }

    public string Draw(Random random)
    {
        var place = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        return names[place < 0 ? Math.Min(~place, names.Length - 1) : place];
    }

    private static string Pick(Random random, string[] parts) => parts[random.Next(parts.Length)];
}
