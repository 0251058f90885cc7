using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace PluginPlatform.Identity.Users;

/// <summary>The accounts, in schema <c>platform</c>. The tables are made by Migrations/*.sql; this model only maps them.</summary>
internal sealed class PlatformIdentityDbContext(DbContextOptions<PlatformIdentityDbContext> options)
    : IdentityDbContext<PlatformUser, IdentityRole<Guid>, Guid>(options)
{
    private static readonly Dictionary<string, string> Tables = new(StringComparer.Ordinal)
    {
        ["AspNetUsers"] = "users",
        ["AspNetRoles"] = "roles",
        ["AspNetUserRoles"] = "user_roles",
        ["AspNetUserClaims"] = "user_claims",
        ["AspNetUserLogins"] = "user_logins",
        ["AspNetUserTokens"] = "user_tokens",
        ["AspNetRoleClaims"] = "role_claims",
        ["AspNetUserPasskeys"] = "user_passkeys",
    };

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema("platform");
        builder.Entity<PlatformUser>(user =>
        {
            user.Property(u => u.TenantId).UseCollation("C");
            user.Property(u => u.DisplayName).HasMaxLength(200);
            user.Property(u => u.FhirUser).HasMaxLength(100);
            user.Property(u => u.Id).ValueGeneratedNever();
        });

        foreach (var entity in builder.Model.GetEntityTypes())
        {
            RenameToSnakeCase(entity);
        }
    }

    private static void RenameToSnakeCase(IMutableEntityType entity)
    {
        if (entity.IsMappedToJson())
        {
            // A passkey's data: one jsonb column, its inner names left alone.
            entity.SetContainerColumnName("data");
            return;
        }

        if (entity.GetTableName() is { } table && Tables.TryGetValue(table, out var name))
        {
            entity.SetTableName(name);
        }

        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(SnakeCase(property.Name));
        }

        foreach (var index in entity.GetIndexes())
        {
            var columns = string.Join('_', index.Properties.Select(property => SnakeCase(property.Name)));
            index.SetDatabaseName($"ix_{entity.GetTableName()}_{columns}");
        }
    }

    private static string SnakeCase(string name) => string.Concat(name.Select((letter, place) =>
        char.IsAsciiLetterUpper(letter) ? $"{(place > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
