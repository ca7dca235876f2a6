using System.Runtime.InteropServices;

namespace Triage.Micro.Twins;

/// <summary>The processor time of the calling thread: on a shared machine the clock on the wall measures the neighbours too.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Microseconds => GetTime(ThreadCpuTime, out var now) == 0
        ? now.Seconds * 1e6 + now.Nanoseconds / 1e3
        : throw new NotSupportedException("This system does not tell a thread's processor time.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out TimeSpec now);

    private readonly struct TimeSpec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
