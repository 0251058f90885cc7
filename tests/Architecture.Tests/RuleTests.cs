using Architecture.Tests.Reading;
using Architecture.Tests.Rules;

namespace Architecture.Tests;

/// <summary>Holds every rule against the repository, and every rule against trees it must catch.</summary>
public sealed class RuleTests
{
    private static readonly Rule[] _rules =
    [
        new ReferencesGoOneWay(), new HostTestsStayOutsidePlugins(), new FilesStayShort(), new MethodsStayShort(), new NoSettableStatics(),
        new LogsGoThroughOneFile(), new PluginTypesAreInternal(), new NamesSaySomething(), new TextNamesNoMachine(), new NothingIsLeftUndone(),
        new PublicMembersAreDocumented(), new PluginsExplainThemselves(), new TopLevelIsTheTree(), new SolutionHoldsEveryProject(),
        new TestsSayWhatTheyShow(),
    ];

    public static TheoryData<string> Names => [.. _rules.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_OnTheRepository_FindsNothingNew(string name)
    {
        var findings = Named(name).Check(Repository.Tree).Where(finding => !Exceptions.Cover(name, finding)).ToList();

        Assert.True(findings.Count == 0, $"{findings.Count} break {name}:\n" + string.Join('\n', findings));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_OnAGuiltyTree_CatchesIt(string name)
    {
        var rule = Named(name);

        Assert.NotEmpty(rule.Guilty);
        Assert.All(rule.Guilty, guilty => Assert.NotEmpty(rule.Check(guilty)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_OnAnInnocentTree_IsSilent(string name)
    {
        var rule = Named(name);

        Assert.Empty(rule.Check(rule.Innocent));
    }

    [Fact]
    public void Repository_OnDisk_HoldsPluginsSourcesAndAssemblies()
    {
        Assert.NotEmpty(Repository.Tree.Plugins);
        Assert.True(Repository.Tree.Product.Count() > 100, "The sources were not found.");
        Assert.Contains(Repository.Tree.Units, unit => unit.References.Contains("System.Runtime"));
    }

    [Fact]
    public void Rules_InThisAssembly_AllRun()
    {
        var written = typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule))).Select(type => type.Name).Order();

        Assert.Equal(written, _rules.Select(rule => rule.Name).Order());
    }

    public static IEnumerable<Finding> Find(string name) => Named(name).Check(Repository.Tree);

    private static Rule Named(string name) => _rules.Single(rule => rule.Name == name);
}
