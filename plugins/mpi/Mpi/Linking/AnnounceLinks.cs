using Mpi.Contracts.Events;
using PluginPlatform.Sdk.Storage;

namespace Mpi.Linking;

/// <summary>Tells others which records came together or parted.</summary>
internal static class AnnounceLinks
{
    public static void In(ITenantTransaction transaction, Regrouping regrouping)
    {
        foreach (var group in regrouping.Members.Where(m => m.Now is not null).GroupBy(m => m.Now!.Value))
        {
            string[] joined = [.. group.Where(m => m.Before != m.Now).Select(m => m.PatientId)];
            if (joined.Length > 0 && group.Count() > 1)
            {
                transaction.Publish($"{group.Key}", new PatientsLinked($"{group.Key}", [.. group.Select(m => m.PatientId)], joined));
            }
        }

        foreach (var group in regrouping.Members.Where(m => m.Before is not null).GroupBy(m => m.Before!.Value).Where(g => g.Count() > 1))
        {
            AnnounceParting(transaction, group);
        }
    }

    private static void AnnounceParting(ITenantTransaction transaction, IGrouping<Guid, Membership> group)
    {
        var parts = group.GroupBy(m => (m.Now, Deleted: m.Now is null ? m.PatientId : null)).ToList();
        if (parts.Count > 1)
        {
            var staying = parts.OrderByDescending(p => p.Key.Now is not null).ThenByDescending(p => p.Count()).First();
            transaction.Publish($"{group.Key}", new PatientsUnlinked(
                $"{group.Key}",
                [.. group.Except(staying).Select(m => m.PatientId)],
                [.. staying.Where(m => m.Now is not null).Select(m => m.PatientId)]));
        }
    }
}
