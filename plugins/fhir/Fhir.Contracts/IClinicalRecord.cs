namespace Fhir.Contracts;

/// <summary>
/// The clinical record for other plugins: FHIR R4 resources, versioned and validated. Every call acts as the caller, in the
/// caller's tenant, and is refused where the caller's data grants do not cover the resource type.
/// </summary>
/// <exception cref="System.UnauthorizedAccessException">Any method: the caller's grants do not cover the type; names the grant.</exception>
public interface IClinicalRecord
{
    /// <summary>Reads the current version of one resource.</summary>
    /// <param name="key">Type and id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when it does not exist or is deleted.</returns>
    Task<ClinicalResource?> ReadAsync(ResourceKey key, CancellationToken cancellationToken);

    /// <summary>Reads the current versions of several resources in one query.</summary>
    /// <param name="keys">At most 500.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Those that exist and are not deleted, in no particular order.</returns>
    Task<IReadOnlyList<ClinicalResource>> ReadManyAsync(IReadOnlyList<ResourceKey> keys, CancellationToken cancellationToken);

    /// <summary>Reads what is in a patient's compartment (R4 CompartmentDefinition/patient), the Patient included.</summary>
    /// <param name="subject">The Patient's id.</param>
    /// <param name="types">Only these types; empty for all the caller may read.</param>
    /// <param name="cursor">Null for the first page.</param>
    /// <param name="limit">1 to 500.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<ClinicalPage> ReadSubjectAsync(
        string subject, IReadOnlyList<string> types, string? cursor, int limit, CancellationToken cancellationToken);

    /// <summary>Searches as <c>GET /fhir/{type}?{query}</c> does (R4 3.1.1).</summary>
    /// <param name="type">Resource type.</param>
    /// <param name="query">Search parameters, URL-encoded, without the question mark; holds <c>_count</c> and the page.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <exception cref="ArgumentException">A parameter is unknown or malformed; says which.</exception>
    Task<ClinicalPage> SearchAsync(string type, string query, CancellationToken cancellationToken);

    /// <summary>Runs a transaction Bundle (R4 3.1.0.11): all entries or none.</summary>
    /// <param name="bundle">FHIR JSON, UTF-8.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    Task<TransactionAnswer> TransactAsync(ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken);
}
