using Fhir.Engine.Definitions;
using Fhir.Engine.Validation.Rules;

namespace Fhir.Engine.Validation;

/// <summary>The rules by type.</summary>
internal sealed class RuleSet
{
    private readonly ElementRule?[] _byType;

    public RuleSet(FhirDefinitions definitions)
    {
        _byType = new ElementRule?[definitions.Types.Length];
        Element = definitions.FindType("Element") ?? throw new InvalidOperationException("The definitions lack Element.");
        ElementRule[] rules =
        [
            new AttachmentRule(), new BundleRule(), new BundleEntryRule(), new CodeableConceptRule(), new CodingRule(),
            new ContactPointRule(), new ExtensionRule(), new PeriodRule(), new QuantityRule(), new RangeRule(), new ReferenceRule(),
        ];
        foreach (var rule in rules)
        {
            foreach (var type in rule.Types)
            {
                _byType[definitions.FindType(type)!.Index] = rule;
            }
        }
    }

    /// <summary>The type whose properties "_name" holds.</summary>
    public TypeDefinition Element { get; }

    public ElementRule? For(TypeDefinition type) => _byType[type.Index];
}
