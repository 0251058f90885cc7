using Host.Tests.Storage;
using Npgsql;
using PluginPlatform.Audit;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Storage;

namespace Host.Tests.Audit;

public sealed class AccessScopeTests(KernelDatabases databases)
{
    private static readonly DeclaredData Reads = new(DataAction.Read, "Patient", "id");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_ReadDeclared_LeavesOneRow()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);
        var scope = Scope(trail, Reads, "p1");
        scope.Touch(DataAction.Search, "Observation", "p1", "p2", "p1");
        scope.Describe("code,date");

        await scope.CompleteAsync(AuditOutcome.Success, Token);
        await scope.CompleteAsync(AuditOutcome.Success, Token);

        var row = Assert.Single(await AllAsync(trail));
        Assert.Equal("rs", row.Action);
        Assert.Equal(["Patient", "Observation"], row.Kinds);
        Assert.Equal(["p1", "p2"], row.Subjects);
        Assert.Equal("code,date", row.Detail);
        Assert.Equal(("user", "u1", "TREAT", "r1"), (row.ActorKind, row.ActorId, row.Purpose, row.RequestId));
        Assert.Equal(("notes-x", "1.2.0", "/x/{id}"), (row.Plugin, row.PluginVersion, row.Operation));
        Assert.True(scope.Recorded);
    }

    [Fact]
    public async Task Complete_NothingDeclaredNothingTouched_LeavesNoRow()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);

        await Scope(trail, DeclaredData.Nothing, null).CompleteAsync(AuditOutcome.Success, Token);

        Assert.Empty(await AllAsync(trail));
    }

    [Fact]
    public async Task Complete_NothingDeclaredButTouched_LeavesARow()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);
        var scope = Scope(trail, DeclaredData.Nothing, null);
        scope.Touch(DataAction.Read, "Patient", "p9");

        await scope.CompleteAsync(AuditOutcome.Denied, Token);

        Assert.Equal(("denied", "r"), Assert.Single(await AllAsync(trail)) is var row ? (row.Outcome, row.Action) : default);
    }

    [Fact]
    public async Task Commit_Write_HasItsRowInTheTransactionAndNoSecondOne()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);
        await using var plugin = await Notes.PrepareAsync(storage);
        var scope = Scope(trail, new(DataAction.Create, "Note", null), null);
        scope.Touch(DataAction.Create, "Note", "p1");

        await CommitAsync(plugin, scope, "1");
        Assert.True(scope.Recorded);
        await scope.CompleteAsync(AuditOutcome.Success, Token);

        var row = Assert.Single(await AllAsync(trail));
        Assert.Equal(("notes-x", "1.2.0", "c", "a"), (row.Plugin, row.PluginVersion, row.Action, row.Tenant));
        Assert.Equal(["p1"], row.Subjects);
    }

    [Fact]
    public async Task Commit_TouchedMoreAfterwards_LeavesASecondRow()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);
        await using var plugin = await Notes.PrepareAsync(storage);
        var scope = Scope(trail, new(DataAction.Create, "Note", null), "p1");

        await CommitAsync(plugin, scope, "1");
        await CommitAsync(plugin, scope, "2");
        Assert.Single(await AllAsync(trail));
        scope.Touch(DataAction.Read, "Note", "p2");
        await scope.CompleteAsync(AuditOutcome.Success, Token);

        Assert.Equal(2, (await AllAsync(trail)).Count);
    }

    [Fact]
    public async Task Rollback_Write_LeavesTheRowToTheAnswer()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);
        await using var plugin = await Notes.PrepareAsync(storage);
        var scope = Scope(trail, new(DataAction.Create, "Note", null), "p1");
        await using (var transaction = await plugin.Open(Notes.Call("a"), scope).BeginAsync(Token))
        {
            await Notes.AddAsync(transaction, "1");
        }

        Assert.False(scope.Recorded);
        Assert.Empty(await AllAsync(trail));
        await scope.CompleteAsync(AuditOutcome.Rejected, Token);
        Assert.Equal(AuditOutcome.Rejected, Assert.Single(await AllAsync(trail)).Outcome);
    }

    [Fact]
    public async Task Commit_AuditRowCannotBeWritten_ChangesNothing()
    {
        var admin = await databases.NewDatabaseAsync();
        await using var storage = await databases.OpenAsync(admin);
        await using var trail = TestTrail.Over(storage);
        await using var plugin = await Notes.PrepareAsync(storage);
        await using (var connection = new NpgsqlConnection(admin))
        {
            await connection.OpenAsync(Token);
            await using var command = new NpgsqlCommand(
                "ALTER TABLE platform.audit_event ADD CONSTRAINT down CHECK (false) NOT VALID", connection);
            await command.ExecuteNonQueryAsync(Token);
        }

        var scope = Scope(trail, new(DataAction.Create, "Note", null), "p1");
        await Assert.ThrowsAsync<PostgresException>(() => CommitAsync(plugin, scope, "1"));

        Assert.False(scope.Recorded);
        Assert.Equal(0, await Notes.CountAsync(plugin.Open(Notes.Call("a"), null)));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => scope.CompleteAsync(AuditOutcome.Failed, Token));
    }

    [Fact]
    public async Task Commit_CallOfAnotherPlugin_IsStampedWithTheOneThatWrites()
    {
        await using var storage = await databases.NewStorageAsync();
        await using var trail = TestTrail.Over(storage);
        await using var plugin = await Notes.PrepareAsync(storage, "notes-y");

        await CommitAsync(plugin, Scope(trail, Reads, "p1"), "1");

        var row = Assert.Single(await AllAsync(trail));
        Assert.Equal("notes-y", row.Plugin);
        Assert.Null(row.PluginVersion);
    }

    private static AccessScope Scope(AuditTrail trail, DeclaredData declared, string? subject) =>
        new(Notes.Call("a"), "notes-x", "1.2.0", "/x/{id}", declared, subject, trail, TimeProvider.System);

    private static async Task CommitAsync(PluginStorage plugin, AccessScope scope, string id)
    {
        await using var transaction = await plugin.Open(Notes.Call("a"), scope).BeginAsync(Token);
        await Notes.AddAsync(transaction, id);
        await transaction.CommitAsync(Token);
    }

    private static Task<IReadOnlyList<AuditRow>> AllAsync(AuditTrail trail) =>
        trail.SearchAsync(new() { Tenant = "a", Limit = 100 }, Token);
}
