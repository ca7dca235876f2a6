using System.ComponentModel.DataAnnotations;

namespace Triage.Silo.Access;

/// <summary>Whose tokens are believed.</summary>
public sealed class AccessOptions
{
    /// <summary>The token's iss. Default: triage-local</summary>
    [Required]
    public string Issuer { get; set; } = "triage-local";

    /// <summary>The token's aud. Default: triage</summary>
    [Required]
    public string Audience { get; set; } = "triage";

    /// <summary>OpenID Connect authority whose keys are used; empty: the local issuer's key in the data directory. Default: empty</summary>
    public string Authority { get; set; } = "";
}
