namespace PluginPlatform.Sdk.Events;

/// <summary>Tells the current state as events, page by page, to a subscriber that was not there when it came about.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
public interface IEventBackfill<TEvent>
    where TEvent : class
{
    /// <summary>Reads one page for the current call's tenant.</summary>
    /// <param name="cursor">Null for the first page, then <see cref="BackfillPage{TEvent}.Next"/> of the page before;
    /// it is stored, so that a back-fill goes on after a restart.</param>
    /// <param name="limit">At most this many events, 1 to 500.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<BackfillPage<TEvent>> ReadAsync(string? cursor, int limit, CancellationToken cancellationToken);
}

/// <summary>A page of a back-fill.</summary>
/// <param name="Events">Key and event, in a stable order.</param>
/// <param name="Next">The cursor of the next page, or null after the last.</param>
/// <typeparam name="TEvent">The event type.</typeparam>
public sealed record BackfillPage<TEvent>(IReadOnlyList<KeyValuePair<string, TEvent>> Events, string? Next)
    where TEvent : class;
