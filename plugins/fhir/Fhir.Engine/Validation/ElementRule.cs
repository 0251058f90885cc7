namespace Fhir.Engine.Validation;

/// <summary>A check of one type beyond its structure: an invariant of the specification.</summary>
internal abstract class ElementRule
{
    /// <summary>The types it concerns.</summary>
    public abstract IEnumerable<string> Types { get; }

    /// <summary>Looks at an element whose children have been read.</summary>
    public abstract void Check(RuleContext at);
}
