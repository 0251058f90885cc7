namespace Architecture.Tests.Reading;

/// <summary>A project or the assembly built from it, and what it references.</summary>
/// <param name="Path">Of the project file.</param>
/// <param name="Name">Of the assembly.</param>
/// <param name="References">Names of assemblies, packages and frameworks.</param>
public sealed record Unit(string Path, string Name, IReadOnlyList<string> References)
{
    public string Area => Path.Split('/')[0];

    /// <summary>The plugin's folder, when it is part of one.</summary>
    public string? Plugin => Path.Split('/') is ["plugins", var id, ..] ? id : null;

    public bool IsContracts => Name.EndsWith(".Contracts", StringComparison.Ordinal);
}
