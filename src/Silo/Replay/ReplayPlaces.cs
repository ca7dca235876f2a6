using Microsoft.Extensions.Options;
using Triage.Grains.Replay;
using Triage.Silo.Limits;

namespace Triage.Silo.Replay;

/// <summary>A replay scores every invoice again.</summary>
internal sealed class ReplayPlaces(IOptions<ReplayOptions> options) : FewAtOnce(options.Value.ReplaysMax, "replays", "Another replay runs");
