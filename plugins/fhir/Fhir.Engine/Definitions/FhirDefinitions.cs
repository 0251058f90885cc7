using System.Text;
using Fhir.Engine.Text;

namespace Fhir.Engine.Definitions;

/// <summary>HL7's FHIR R4 definitions: types, search parameters and the Patient compartment. Immutable; share one.</summary>
public sealed class FhirDefinitions
{
    private readonly Dictionary<string, TypeDefinition> _types;
    private readonly Utf8Lookup<TypeDefinition> _resources;
    private readonly Dictionary<string, SearchParameter[]> _searchParameters;
    private readonly Dictionary<string, string[]> _patientCompartment;

    internal FhirDefinitions(
        TypeDefinition[] types, ElementDefinition[] elements, List<SearchParameter> parameters,
        Dictionary<string, string[]> patientCompartment)
    {
        Types = types;
        Elements = elements;
        _types = types.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var resources = types.Where(t => t is { Kind: TypeKind.Resource, IsAbstract: false }).ToArray();
        ResourceTypes = Array.ConvertAll(resources, r => r.Name);
        _resources = new(Array.ConvertAll(resources, r => KeyValuePair.Create(Encoding.UTF8.GetBytes(r.Name), r)));
        _searchParameters = SearchParametersByType(resources, parameters);
        _patientCompartment = patientCompartment;
        ReferenceElement = _types["Reference"].Elements.Single(e => e.Name == "reference").Index;
    }

    /// <summary>The names of all concrete resource types, in ordinal order.</summary>
    public IReadOnlyList<string> ResourceTypes { get; }

    internal TypeDefinition[] Types { get; }

    internal ElementDefinition[] Elements { get; }

    /// <summary>The place of Reference.reference among the elements.</summary>
    internal ushort ReferenceElement { get; }

    /// <summary>Reads the definitions that come with the engine. Takes some tens of milliseconds: do it once.</summary>
    public static FhirDefinitions LoadR4() => DefinitionLoader.Load(DefinitionFile.ReadPayload());

    public bool IsResourceType(string name) => _types.TryGetValue(name, out var type) && type is { Kind: TypeKind.Resource, IsAbstract: false };

    /// <summary>Any type by name, or null.</summary>
    public TypeDefinition? FindType(string name) => _types.GetValueOrDefault(name);

    /// <summary>The parameters a resource type can be searched by, its own and the common ones, by code; empty for an unknown type.</summary>
    public IReadOnlyList<SearchParameter> SearchParametersOf(string resourceType) =>
        _searchParameters.TryGetValue(resourceType, out var parameters) ? parameters : [];

    /// <summary>One parameter by its code, or null.</summary>
    public SearchParameter? FindSearchParameter(string resourceType, string code)
    {
        foreach (var parameter in SearchParametersOf(resourceType))
        {
            if (parameter.Code == code)
            {
                return parameter;
            }
        }
        return null;
    }

    /// <summary>The codes of the reference parameters that put a resource into a patient's compartment (R4 CompartmentDefinition/patient).</summary>
    public IReadOnlyList<string> PatientCompartmentParameters(string resourceType) =>
        _patientCompartment.TryGetValue(resourceType, out var codes) ? codes : [];

    internal TypeDefinition? FindResource(ReadOnlySpan<byte> utf8Name) => _resources.Find(utf8Name);

    private static Dictionary<string, SearchParameter[]> SearchParametersByType(
        TypeDefinition[] resources, List<SearchParameter> parameters)
    {
        var byBase = parameters.ToLookup(p => p.Base, StringComparer.Ordinal);
        return resources.ToDictionary(
            type => type.Name,
            type => byBase[type.Name]
                .Concat(type.Is("DomainResource") ? byBase["DomainResource"] : [])
                .Concat(byBase["Resource"])
                .OrderBy(p => p.Code, StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);
    }
}
