namespace LossDsl.GpuCheck.Timing;

/// <summary>Duration of a call.</summary>
/// <param name="Device">Microseconds that the device works on the call.</param>
/// <param name="Host">Microseconds until the host has issued the call and goes on.</param>
internal readonly record struct CallTime(double Device, double Host);
