namespace IvcFhir.Tests.Connect.Support;

/// <summary>A clock that goes, and is wrong.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
