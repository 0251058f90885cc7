namespace Architecture.Tests;

/// <summary>One place where a rule is broken.</summary>
/// <param name="Path">Relative to the repository's root.</param>
/// <param name="What">What is wrong there, and the mend where it is not plain.</param>
public sealed record Finding(string Path, string What)
{
    public override string ToString() => $"{Path}: {What}";
}
