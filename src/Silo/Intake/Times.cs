using Google.Protobuf.WellKnownTypes;

namespace Triage.Silo.Intake;

/// <summary>Microseconds since 1970, as stored, and the contract's timestamps.</summary>
internal static class Times
{
    private const long Million = 1_000_000;
    private const long SecondsMin = -62135596800;
    private const long SecondsMax = 253402300799;

    public static Timestamp ToProto(long micros)
    {
        var seconds = Math.DivRem(micros, Million, out var rest);
        return rest < 0
            ? new Timestamp { Seconds = seconds - 1, Nanos = (int)(rest + Million) * 1000 }
            : new Timestamp { Seconds = seconds, Nanos = (int)rest * 1000 };
    }

    /// <summary>Rounded up, so that "from" and "before" both keep their meaning; noted and 0 where it is no time.</summary>
    public static long ToMicros(Timestamp proto, Fields fields, string field)
    {
        if (proto.Seconds is < SecondsMin or > SecondsMax || proto.Nanos is < 0 or > 999_999_999)
        {
            fields.Refuse(field, "is not a time of the years 1 to 9999");
            return 0;
        }

        return (proto.Seconds * Million) + ((proto.Nanos + 999) / 1000);
    }
}
