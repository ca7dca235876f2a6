namespace Triage.Grains.Scoring;

/// <summary>Where the models come from that score a tenant's invoices.</summary>
internal enum ModelOrigin : byte
{
    /// <summary>Rules judge alone, or what is asked for cannot be had.</summary>
    Nothing = 0,
    Configuration = 1,
    Registry = 2,
}
