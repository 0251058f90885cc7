using Fhir.Engine.Definitions;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Validation;

/// <summary>An element just read, for a rule to look at.</summary>
internal readonly record struct RuleContext(ParseState State, int Node, Property? Property)
{
    public Tape Tape => State.Tape;

    public int Child(string name) => Tape.Child(Node, name);

    public bool Has(string name) => Tape.Child(Node, name) >= 0;

    public void Violates(string key, string human) =>
        State.Error(Issues.IssueCode.Invariant, $"{human} ({key})");
}
