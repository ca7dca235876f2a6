namespace Triage.Silo.Limits;

internal sealed partial class FairPlaces
{
    /// <summary>One tenant's share: what it uses and who of it waits. Everything under the gate.</summary>
    internal sealed class Line
    {
        public Line(string tenant)
        {
            Tenant = tenant;
            (Node, Called) = (new(this), new(this));
        }

        public string Tenant { get; }

        public int Used { get; set; }

        public LinkedList<Waiter> Waiters { get; } = [];

        public LinkedListNode<Line> Node { get; }

        /// <summary>Where it stands among those who called.</summary>
        public LinkedListNode<Line> Called { get; }

        public long CalledAt { get; set; }

        public bool IsIdle => Used == 0 && Waiters.Count == 0;
    }

    internal sealed class Waiter
    {
        private readonly FairPlaces _places;
        private readonly TaskCompletionSource<Place> _served = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Waiter(FairPlaces places, Line line)
        {
            (_places, Line) = (places, line);
            Node = new(this);
        }

        public Line Line { get; }

        public LinkedListNode<Waiter> Node { get; }

        /// <summary>Under the gate: the place is this waiter's, whoever cancels now.</summary>
        public bool IsServed { get; set; }

        public void Serve() => _served.SetResult(new Place(_places, Line));

        public async ValueTask<Place> WaitAsync(CancellationToken cancellationToken)
        {
            await using var leaving = cancellationToken.UnsafeRegister(static (state, token) => ((Waiter)state!).GiveUp(token), this); // it is the waiter below
            var began = _places.Now();
            var place = await _served.Task;
            _places.OnAwaited(began);
            return place;
        }

        private void GiveUp(CancellationToken cancellationToken)
        {
            if (_places.TryGiveUp(this))
            {
                _served.SetCanceled(cancellationToken);
            }
        }
    }

    /// <summary>Given back once.</summary>
    internal readonly struct Place(FairPlaces places, Line line) : IDisposable
    {
        public void Dispose() => places.Leave(line);
    }
}
