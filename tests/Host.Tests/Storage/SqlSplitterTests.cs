using PluginPlatform.Storage.Migrating;

namespace Host.Tests.Storage;

public sealed class SqlSplitterTests
{
    [Theory]
    [InlineData("a; b", 2)]
    [InlineData("a;; ;b;", 2)]
    [InlineData("select ';'; b", 2)]
    [InlineData("select 'it''s;'; b", 2)]
    [InlineData(@"select E'\';'; b", 2)]
    [InlineData("select \"a;b\"; c", 2)]
    [InlineData("do $$ begin; end $$; b", 2)]
    [InlineData("do $x$ $$ ; $$ ; $x$; b", 2)]
    [InlineData("-- a;b\nselect 1", 1)]
    [InlineData("/* a; /* b; */ c; */ select 1", 1)]
    [InlineData("-- only a comment;", 0)]
    [InlineData("select $1; b", 2)]
    public void Split_Script_FindsStatements(string script, int count) =>
        Assert.Equal(count, SqlSplitter.Split(script).Count);

    [Theory]
    [InlineData("  -- note\n COMMIT", "COMMIT")]
    [InlineData("/* x */create table a()", "CREATE")]
    public void FirstWord_CommentBefore_IsSkipped(string statement, string word) =>
        Assert.Equal(word, SqlSplitter.FirstWord(statement));
}
