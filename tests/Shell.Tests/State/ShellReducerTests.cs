using PluginPlatform.Shell.State;
using Shell.Tests.Fakes;

namespace Shell.Tests.State;

public sealed class ShellReducerTests
{
    [Fact]
    public void PatientOpened_OpenAlready_KeepsItsKey()
    {
        var state = Opened("a", "b", "a");

        Assert.Equal(["a", "b"], state.Open.Select(patient => patient.Id));
        Assert.Equal("a", state.Patient?.Id);
    }

    [Fact]
    public void PatientOpened_AllKeysTaken_OldestMakesRoom()
    {
        var state = Opened([.. Enumerable.Range(1, ShellReducer.MostOpen + 1).Select(number => $"p{number}")]);

        Assert.Equal(ShellReducer.MostOpen, state.Open.Count);
        Assert.Equal("p2", state.Open[0].Id);
        Assert.Equal($"p{ShellReducer.MostOpen + 1}", state.Open[^1].Id);
    }

    [Fact]
    public void PatientLeft_PatientInContext_StaysOpen()
    {
        var state = ShellReducer.Reduce(Opened("a"), new PatientLeft());

        Assert.Null(state.Patient);
        Assert.Single(state.Open);
    }

    [Fact]
    public void NoticeDismissed_OneOfTwo_LeavesTheOther()
    {
        var state = ShellReducer.Reduce(ShellReducer.Reduce(new(), new NoticeRaised("one")), new NoticeRaised("two"));

        state = ShellReducer.Reduce(state, new NoticeDismissed(state.Notices[0].Id));

        Assert.Equal("two", Assert.Single(state.Notices).Text);
    }

    [Fact]
    public void Dispatch_NothingChanges_RaisesNothing()
    {
        var store = new ShellStore([]);
        var raised = 0;
        store.Changed += () => raised++;

        store.Dispatch(new PatientClosed("unknown"));
        store.Dispatch(new NoticeRaised("one"));

        Assert.Equal(1, raised);
    }

    private static ShellState Opened(params string[] ids) =>
        ids.Aggregate(new ShellState(), (state, id) => ShellReducer.Reduce(state, new PatientOpened(People.Context(id))));
}
