using Architecture.Tests.Reading;

namespace Architecture.Tests;

/// <summary>A rule of the code base, with trees that break it on purpose: a rule that cannot fail guards nothing.</summary>
public abstract class Rule
{
    public string Name => GetType().Name;

    /// <summary>Trees that each break the rule.</summary>
    public abstract IReadOnlyList<Tree> Guilty { get; }

    /// <summary>A tree that comes close and keeps it.</summary>
    public abstract Tree Innocent { get; }

    public abstract IEnumerable<Finding> Check(Tree tree);

    public override string ToString() => Name;
}
