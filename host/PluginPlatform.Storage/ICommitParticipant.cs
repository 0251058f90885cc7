using Npgsql;

namespace PluginPlatform.Storage;

/// <summary>Adds statements to a tenant transaction just before it commits, for example the call's audit row.</summary>
/// <remarks>Every commit asks, also of a transaction that wrote nothing: the participant alone knows whether it has something to add.</remarks>
public interface ICommitParticipant
{
    /// <summary>Appends statements, which run in the transaction and fail it when they fail.</summary>
    /// <param name="batch">The batch that ends with COMMIT.</param>
    void AppendTo(NpgsqlBatch batch);

    /// <summary>The statements are durable.</summary>
    void Committed();
}
