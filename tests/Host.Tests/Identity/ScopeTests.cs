using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

public sealed class ScopeTests
{
    [Theory]
    [InlineData("system/*.cruds", ScopeContext.System, "*", DataAction.All, null)]
    [InlineData("system/Patient.rs", ScopeContext.System, "Patient", DataAction.Read | DataAction.Search, null)]
    [InlineData("user/Observation.cu", ScopeContext.User, "Observation", DataAction.Create | DataAction.Update, null)]
    [InlineData("patient/Patient.read", ScopeContext.Patient, "Patient", DataAction.Read | DataAction.Search, null)]
    [InlineData("system/*.write", ScopeContext.System, "*", DataAction.Create | DataAction.Update | DataAction.Delete, null)]
    [InlineData("user/*.*", ScopeContext.User, "*", DataAction.All, null)]
    [InlineData("patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory", ScopeContext.Patient,
        "Observation", DataAction.Read | DataAction.Search, "category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory")]
    public void Parse_ResourceScope_GivesContextKindActionsAndNarrowing(
        string text, object context, string kind, DataAction action, string? query)
    {
        Assert.True(ResourceScope.TryParse(text, out var scope));
        Assert.Equal(((ScopeContext)context, kind, action, query), (scope.Context, scope.Kind, scope.Action, scope.Query));
    }

    [Theory]
    [InlineData("system/*.")]
    [InlineData("system/.rs")]
    [InlineData("system/Patient.sr")]
    [InlineData("system/Patient.rr")]
    [InlineData("system/Patient.x")]
    [InlineData("system/patient.rs")]
    [InlineData("system/Pat-ient.rs")]
    [InlineData("system/Patient.rs?category=")]
    [InlineData("system/Patient.rs?category")]
    [InlineData("system/Patient.rs?=a")]
    [InlineData("system/Patient.rs?category=a&")]
    [InlineData("system/Patient.rs?cat/egory=a")]
    [InlineData("system/Patient.rs?category=a?code=b")]
    [InlineData("system/Patient.rs?category=a\"b")]
    [InlineData("system?category=a/Patient.rs")]
    [InlineData("practitioner/Patient.rs")]
    [InlineData("SYSTEM/Patient.rs")]
    [InlineData("system/*")]
    [InlineData("OpenID")]
    [InlineData("launch/encounter")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.False(ScopeSet.TryParse(text, out _));

    [Fact]
    public void Parse_WordsAndResources_AreKeptInOrderAndFolded()
    {
        Assert.True(ScopeSet.TryParse("openid  launch/patient patient/*.rs openid offline_access fhirUser profile email launch", out var scopes));

        Assert.Equal("openid launch/patient patient/*.rs offline_access fhirUser profile email launch", scopes.Text);
        Assert.True(scopes.Has("offline_access"));
        Assert.True(scopes.Data.IsEmpty);
        Assert.True(scopes.DataOf(ScopeContext.Patient).Allows(DataAction.Read, "Observation"));
    }

    [Fact]
    public void Parse_TooManyOrTooLong_IsRefusedAndGivesNothing()
    {
        Assert.False(ScopeSet.TryParse(string.Join(' ', Enumerable.Range(0, 101).Select(i => $"system/A{new string('a', i % 50)}{(char)('a' + (i / 50))}.rs")), out var many));
        Assert.False(ScopeSet.TryParse(new string(' ', 4001), out _));
        Assert.True(many.IsEmpty);
    }

    [Fact]
    public void Rights_OfAPatientScope_ReachNoFartherThanThePatientAndThePerson()
    {
        var table = new RightsTable(new FixedPermissions().Current);
        Rights Of(string scopes, string? patient, string roles = Roles.Provider, string? own = null)
        {
            Assert.True(ScopeSet.TryParse(scopes, out var set));
            return table.OfPersonWithin(roles, own, set, patient);
        }

        Assert.True(Of("patient/*.rs", null).Data.IsEmpty);
        Assert.Empty(Names(Of("patient/*.rs", null)));
        Assert.True(Of("patient/*.rs", "p", Roles.Patient, "q").Data.IsEmpty);
        Assert.Equal("p", Of("patient/*.rs", "p").OnlySubject);
        Assert.Contains("record:read", Names(Of("patient/*.rs", "p")));

        var both = Of("patient/Observation.rs user/Patient.rs", "p");
        Assert.Null(both.OnlySubject);
        Assert.False(both.Data.Allows(DataAction.Read, "Observation"));
        Assert.Equal(new NarrowedGrant("Observation", DataAction.Read | DataAction.Search) { Subject = "p" }, Assert.Single(both.Narrowed));
        Assert.DoesNotContain("record:write", Names(Of("patient/*.cruds user/Patient.rs", "p")));

        var patient = Of("patient/*.cruds user/Observation.rs", "q", Roles.Patient, "q");
        Assert.Equal(DataAction.Read | DataAction.Search, patient.Data.OfEveryKind);
        Assert.Empty(patient.Narrowed);
    }

    // Who knows only kinds would open all of a kind: whoever does not apply the narrowing opens nothing.
    [Fact]
    public void Data_OfANarrowedScope_OpensNothing()
    {
        Assert.True(ScopeSet.TryParse("system/Observation.rs?category=laboratory", out var scopes));

        Assert.True(scopes.Data.IsEmpty);
        Assert.False(scopes.Covers(DataAction.Read));
        Assert.Equal("category=laboratory", Assert.Single(scopes.Resources).Query);
    }

    [Theory]
    [InlineData("system/Patient.rs", "system/*.cruds", true)]
    [InlineData("system/*.rs", "system/Patient.rs", false)]
    [InlineData("system/Patient.cruds", "system/*.rs system/Patient.cud", true)]
    [InlineData("system/Patient.rs system/Observation.c", "system/*.rs", false)]
    [InlineData("user/Patient.rs", "system/*.cruds", false)]
    [InlineData("patient/Patient.rs", "user/*.cruds", false)]
    [InlineData("openid", "system/*.cruds", false)]
    [InlineData("openid patient/Patient.r", "openid launch patient/*.rs", true)]
    [InlineData("patient/Observation.rs?category=a", "patient/Observation.rs", true)]
    [InlineData("patient/Observation.rs", "patient/Observation.rs?category=a", false)]
    [InlineData("patient/Observation.rs?category=b", "patient/Observation.rs?category=a", false)]
    [InlineData("patient/Observation.r?category=a", "patient/*.rs?category=a", true)]
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
