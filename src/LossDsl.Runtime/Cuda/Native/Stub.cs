namespace LossDsl.Cuda.Native;
internal sealed class CudaDevice { public static CudaDevice Get(int index) => throw new NotSupportedException(); public string Architecture = ""; public int Multiprocessors; public int SharedMemoryLimit; public CudaModule Load(string source, string loss) => throw new NotSupportedException(); }
internal sealed class CudaModule { public CudaKernel GetKernel(string name) => throw new NotSupportedException(); }
internal sealed class CudaKernel { public void Launch(long blocks, int threads, int sharedBytes, ReadOnlySpan<byte> arguments, nint stream) => throw new NotSupportedException(); }
internal static class CudaStream { public static nint Current(int deviceIndex) => 0; }
internal sealed class CudaUnavailableException(string reason, string remedy) : Exception(reason + remedy);
internal sealed class CudaException : Exception;
