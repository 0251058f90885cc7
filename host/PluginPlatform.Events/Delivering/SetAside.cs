namespace PluginPlatform.Events.Delivering;

/// <summary>An event that was not taken: it failed, or it waits behind one of its key that did.</summary>
internal sealed record SetAside(StoredEvent Event, DeliveryFailure? Failure)
{
    public bool IsParked => Failure is null;
}

/// <summary>Why, without the message: it could quote patient data.</summary>
internal sealed record DeliveryFailure(string ErrorType, string? ErrorCode)
{
    public static DeliveryFailure Of(Exception exception) =>
        new(exception.GetType().Name, (exception as Npgsql.PostgresException)?.SqlState);
}
