namespace Triage.Silo.Errors;

/// <summary>Reasons in ErrorInfo: part of the contract, never renamed.</summary>
internal static class ErrorReason
{
    public const string CredentialMissing = "CREDENTIAL_MISSING";
    public const string CredentialInvalid = "CREDENTIAL_INVALID";
    public const string CredentialExpired = "CREDENTIAL_EXPIRED";
    public const string RpcNotAllowed = "RPC_NOT_ALLOWED";
    public const string RoleMissing = "ROLE_MISSING";
    public const string FacilityNotAllowed = "FACILITY_NOT_ALLOWED";
    public const string TenantNotServed = "TENANT_NOT_SERVED";
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";
    public const string InvoiceExists = "INVOICE_EXISTS";
    public const string ModelVersionExists = "MODEL_VERSION_EXISTS";
    public const string ModelOfAnotherTenant = "MODEL_OF_ANOTHER_TENANT";
    public const string ModelFileDamaged = "MODEL_FILE_DAMAGED";
    public const string RegistryMovedOn = "REGISTRY_MOVED_ON";
    public const string VersionOvertaken = "VERSION_OVERTAKEN";
    public const string HistoryDamaged = "HISTORY_DAMAGED";
    public const string SubscriberTooSlow = "SUBSCRIBER_TOO_SLOW";
    public const string FeedEpochChanged = "FEED_EPOCH_CHANGED";
    public const string FeedCursorAhead = "FEED_CURSOR_AHEAD";
    public const string FeedDamaged = "FEED_DAMAGED";
}
