namespace Triage.Models.Feed;

/// <summary>What an event of the feed means for profiles.</summary>
public enum ProfileStepKind : byte
{
    /// <summary>The bill was judged: from now on others are held against it.</summary>
    Joined = 1,

    /// <summary>Its codes were confirmed or posted, and it joins if it had not.</summary>
    Confirmed = 2,

    /// <summary>Its codes were changed, and nobody told us into what.</summary>
    Distrusted = 3,

    /// <summary>Cancelled or superseded: nothing is a copy of it.</summary>
    Withdrawn = 4,
}
