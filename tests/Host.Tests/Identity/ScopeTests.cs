using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

public sealed class ScopeTests
{
    [Theory]
    [InlineData("system/*.cruds", "*", DataAction.All)]
    [InlineData("system/Patient.rs", "Patient", DataAction.Read | DataAction.Search)]
    [InlineData("system/Observation.cu", "Observation", DataAction.Create | DataAction.Update)]
    [InlineData("system/Patient.read", "Patient", DataAction.Read | DataAction.Search)]
    [InlineData("system/*.write", "*", DataAction.Create | DataAction.Update | DataAction.Delete)]
    [InlineData("system/*.*", "*", DataAction.All)]
    public void Parse_SystemScope_GivesKindAndActions(string text, string kind, DataAction action)
    {
        Assert.True(SystemScope.TryParse(text, out var scope));
        Assert.Equal((kind, action), (scope.Kind, scope.Action));
    }

    [Theory]
    [InlineData("system/*.")]
    [InlineData("system/.rs")]
    [InlineData("system/Patient.sr")]
    [InlineData("system/Patient.rr")]
    [InlineData("system/Patient.x")]
    [InlineData("system/patient.rs")]
    [InlineData("system/Pat-ient.rs")]
    [InlineData("system/Patient.rs?name=x")]
    [InlineData("user/Patient.rs")]
    [InlineData("SYSTEM/Patient.rs")]
    [InlineData("system/*")]
    [InlineData("openid")]
    [InlineData("")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.False(SystemScope.TryParse(text, out _));

    [Theory]
    [InlineData("system/Patient.rs", "system/*.cruds", true)]
    [InlineData("system/*.rs", "system/Patient.rs", false)]
    [InlineData("system/Patient.cruds", "system/*.rs system/Patient.cud", true)]
    [InlineData("system/Patient.rs system/Observation.c", "system/*.rs", false)]
    public void IsWithin_EveryKind_MustBeCovered(string inner, string outer, bool within)
    {
        Assert.True(ScopeSet.TryParse(inner, out var requested));
        Assert.True(ScopeSet.TryParse(outer, out var registered));
        Assert.Equal(within, requested.IsWithin(registered));
    }

    [Fact]
    public void Rights_OfRoles_FollowBundlesAndKeepAdministratorsFromRecords()
    {
        var table = new RightsTable(new FixedPermissions().Current);

        Assert.Contains("record:write", Names(table.OfRoles(Roles.Provider)));
        Assert.DoesNotContain("record:write", Names(table.OfRoles(Roles.Nurse)));
        Assert.DoesNotContain("record:write", Names(table.OfRoles(Roles.SuperAdmin)));
        Assert.DoesNotContain("record:export", Names(table.OfRoles(Roles.OrgAdmin)));
        Assert.Contains("board:read", Names(table.OfRoles(Roles.SuperAdmin)));
        Assert.True(table.OfRoles($"{Roles.Nurse} {Roles.OrgAdmin}").Data.Allows(DataAction.Read, "Patient"));
        foreach (var role in new[] { Roles.SuperAdmin, Roles.OrgAdmin, Roles.Patient, Roles.ApiConsumer, "invented" })
        {
            Assert.True(table.OfRoles(role).Data.IsEmpty, role);
        }

        Assert.Empty(Names(table.OfRoles("invented")));
    }

    [Fact]
    public void Rights_OfScopes_NeverIncludePermissionsWithoutPatientData()
    {
        Assert.True(ScopeSet.TryParse("system/*.cruds", out var scopes));

        var rights = new RightsTable(new FixedPermissions().Current).OfScopes(scopes);

        Assert.DoesNotContain("board:read", Names(rights));
        Assert.DoesNotContain(KernelPermissions.PluginsManage, Names(rights));
    }

    private static IReadOnlyCollection<string> Names(Rights rights) => rights.Permissions;
}
