using System.Globalization;

namespace Benchmarks;

/// <summary>What was measured, printed as the README's table.</summary>
internal sealed class Figures
{
    private readonly List<string> _rows = [];

    /// <summary>Whether a check failed, so that the figures count for nothing.</summary>
    public bool Void { get; private set; }

    public void Add(string what, double value, string unit, string aim)
    {
        var row = $"| {what} | {value.ToString(value < 10 ? "0.00" : "#,0", CultureInfo.InvariantCulture)} {unit} | {aim} |";
        _rows.Add(row);
        Console.Error.WriteLine(row);
    }

    /// <summary>Every answer 2xx, and one audit row each.</summary>
    public void Check(string what, long answers, long non2xx, long auditRows)
    {
        var sound = non2xx == 0 && answers == auditRows;
        Void |= !sound;
        Console.Error.WriteLine($"  {what}: {answers} answers, non-2xx = {non2xx}, audit rows = {auditRows}{(sound ? "" : "   VOID")}");
    }

    public void Print()
    {
        Console.WriteLine("| figure | measured | aim |");
        Console.WriteLine("|---|---|---|");
        _rows.ForEach(Console.WriteLine);
        Console.WriteLine(Void ? "VOID: a check above failed." : $"{Environment.ProcessorCount} cores, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}");
    }
}
