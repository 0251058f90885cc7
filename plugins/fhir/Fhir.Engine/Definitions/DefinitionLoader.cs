namespace Fhir.Engine.Definitions;

/// <summary>Builds the object model from the generated file's payload; mirrors generate.mjs.</summary>
internal static class DefinitionLoader
{
    public static FhirDefinitions Load(byte[] payload)
    {
        var reader = new DefinitionReader(payload);
        var codeSets = ReadCodeSets(ref reader);
        var elements = new List<ElementDefinition>(8000);
        var types = ReadTypes(ref reader, codeSets, elements);
        var parameters = ReadSearchParameters(ref reader, types);
        var compartment = ReadCompartment(ref reader, types);
        return new FhirDefinitions(types, [.. elements], parameters, compartment);
    }

    private static CodeSet[] ReadCodeSets(ref DefinitionReader reader)
    {
        var sets = new CodeSet[reader.Number()];
        for (var i = 0; i < sets.Length; i++)
        {
            var url = reader.String();
            var groups = new CodeGroup[reader.Number()];
            for (var g = 0; g < groups.Length; g++)
            {
                var system = reader.String();
                groups[g] = new CodeGroup(system, ReadStrings(ref reader));
                Array.Sort(groups[g].Codes, StringComparer.Ordinal);
            }
            sets[i] = new CodeSet(url, groups);
        }
        return sets;
    }

    // A type names others before they are read, so a first pass over the same bytes makes them all.
    private static TypeDefinition[] ReadTypes(ref DefinitionReader reader, CodeSet[] codeSets, List<ElementDefinition> all)
    {
        var ahead = reader;
        var types = new TypeDefinition[ahead.Number()];
        for (var i = 0; i < types.Length; i++)
        {
            var name = ahead.String();
            var kind = ahead.Number();
            types[i] = new TypeDefinition(name, (TypeKind)(kind & 3), (kind & 4) != 0, i);
            SkipType(ref ahead);
        }
        var anyType = new Dictionary<TypeDefinition, ElementType>();
        _ = reader.Number();
        foreach (var type in types)
        {
            _ = reader.String();
            _ = reader.Number();
            var baseType = reader.Number();
            type.Base = baseType == 0 ? null : types[baseType - 1];
            var elements = new ElementDefinition[reader.Number()];
            for (var e = 0; e < elements.Length; e++)
            {
                elements[e] = ReadElement(ref reader, e, all.Count, codeSets, types, anyType);
                all.Add(elements[e]);
            }
            type.SetElements(elements);
        }
        return types;
    }

    private static void SkipType(ref DefinitionReader reader)
    {
        _ = reader.Number();
        for (var elements = reader.Number(); elements > 0; elements--)
        {
            for (var field = 0; field < 5; field++)
            {
                _ = reader.Number();
            }
            for (var types = reader.Number(); types > 0; types--)
            {
                _ = reader.Number();
                for (var targets = reader.Number(); targets > 0; targets--)
                {
                    _ = reader.Number();
                }
            }
        }
    }

    private static ElementDefinition ReadElement(
        ref DefinitionReader reader, int position, int index, CodeSet[] codeSets, TypeDefinition[] types,
        Dictionary<TypeDefinition, ElementType> anyType)
    {
        var name = reader.String();
        var min = reader.Number();
        var max = reader.Number();
        var flags = reader.Number();
        var codeSet = reader.Number();
        var elementTypes = new ElementType[reader.Number()];
        for (var i = 0; i < elementTypes.Length; i++)
        {
            var type = types[reader.Number()];
            var targets = ReadTypeList(ref reader, types);
            elementTypes[i] = targets.Length > 0 ? new ElementType(type, targets)
                : anyType.TryGetValue(type, out var shared) ? shared
                : anyType[type] = new ElementType(type, targets);
        }
        return new ElementDefinition
        {
            Name = name,
            Min = min,
            Max = max == 0 ? int.MaxValue : max,
            IsChoice = (flags & 1) != 0,
            IsSummary = (flags & 2) != 0,
            Types = elementTypes,
            Codes = codeSet == 0 ? null : codeSets[codeSet - 1],
            Position = position,
            Index = (ushort)index,
        };
    }

    private static List<SearchParameter> ReadSearchParameters(ref DefinitionReader reader, TypeDefinition[] types)
    {
        var parameters = new List<SearchParameter>();
        for (var count = reader.Number(); count > 0; count--)
        {
            parameters.Add(new SearchParameter
            {
                Base = types[reader.Number()].Name,
                Code = reader.String(),
                Type = (SearchParameterType)reader.Number(),
                Url = reader.String(),
                Expression = reader.String(),
                Targets = Array.ConvertAll(ReadTypeList(ref reader, types), t => t.Name),
            });
        }
        return parameters;
    }

    private static Dictionary<string, string[]> ReadCompartment(ref DefinitionReader reader, TypeDefinition[] types)
    {
        var compartment = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var count = reader.Number(); count > 0; count--)
        {
            var type = types[reader.Number()].Name;
            compartment[type] = ReadStrings(ref reader);
        }
        return compartment;
    }

    private static TypeDefinition[] ReadTypeList(ref DefinitionReader reader, TypeDefinition[] types)
    {
        var count = reader.Number();
        if (count == 0)
        {
            return [];
        }
        var list = new TypeDefinition[count];
        for (var i = 0; i < count; i++)
        {
            list[i] = types[reader.Number()];
        }
        return list;
    }

    private static string[] ReadStrings(ref DefinitionReader reader)
    {
        var list = new string[reader.Number()];
        for (var i = 0; i < list.Length; i++)
        {
            list[i] = reader.String();
        }
        return list;
    }
}
