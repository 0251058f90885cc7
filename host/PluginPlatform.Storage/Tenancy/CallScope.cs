using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Storage.Tenancy;

/// <summary>What the database is told of a call before its first statement.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="View">Whose data within it: empty for everyone's.</param>
/// <param name="Parties">As whom it comes before data subjects' consents: empty for a plugin at its own work.</param>
internal sealed record CallScope(string Tenant, string View, string Parties)
{
    // The batch is one implicit transaction (PostgreSQL protocol, "Pipelining": statements up to Sync), so the
    // transaction-local settings hold for the statement after them and are gone when the connection returns to the pool.
    private const string Set =
        "select set_config('app.tenant', $1, true), set_config('app.view', $2, true), set_config('app.parties', $3, true)";

    public static CallScope Of(CallContext call) => new(call.Tenant, call.View.Setting, PartiesOf(call));

    /// <summary>Everything of a tenant: the kernel's own work.</summary>
    public static CallScope Whole(string tenant) => new(tenant, "", "");

    public NpgsqlBatchCommand ToCommand() => new(Set)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = Tenant }, new NpgsqlParameter<string> { TypedValue = View },
            new NpgsqlParameter<string> { TypedValue = Parties },
        },
    };

    private static string PartiesOf(CallContext call) =>
        call.Purpose != PurposeOfUse.Research ? call.Parties
        : call.Parties.Length == 0 ? ConsentParty.Research
        : $"{call.Parties}\n{ConsentParty.Research}";
}
