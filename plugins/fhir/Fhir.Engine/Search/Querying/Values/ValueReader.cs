namespace Fhir.Engine.Search.Querying.Values;

/// <summary>Reads one alternative of a parameter's value; null with what is wrong.</summary>
internal delegate T? ValueReader<T>(string text, out string? error)
    where T : class;
