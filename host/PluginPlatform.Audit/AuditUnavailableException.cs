namespace PluginPlatform.Audit;

/// <summary>The audit row could not be made durable: the answer must not leave.</summary>
public sealed class AuditUnavailableException(Exception inner)
    : Exception("AUD-1001: the audit trail cannot be written; patient data is not served until it can.", inner);
