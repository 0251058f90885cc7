using PluginPlatform.Shell.Handover;
using Shell.Tests.Fakes;

namespace Shell.Tests.Handover;

public sealed class HandoverShelfTests
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Take_SecondTime_GivesNothing()
    {
        var shelf = new HandoverShelf(_time);
        var token = shelf.Put(new Dictionary<string, object> { ["a"] = "model" });

        Assert.Equal("model", shelf.Take(token)?["a"]);
        Assert.Null(shelf.Take(token));
    }

    [Fact]
    public void Take_TooLate_GivesNothing()
    {
        var shelf = new HandoverShelf(_time);
        var token = shelf.Put(new Dictionary<string, object> { ["a"] = "model" });

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Null(shelf.Take(token));
    }

    [Fact]
    public void Take_UnknownToken_GivesNothing() => Assert.Null(new HandoverShelf(_time).Take("0000"));
}
