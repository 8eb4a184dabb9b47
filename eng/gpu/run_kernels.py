#!/usr/bin/env python3
"""Checks and times exported CUDA kernels of LossDsl beside PyTorch, without .NET.

The kernels and the descriptions of their launches are files (kernels/*.cu, *.json). NVRTC, which PyTorch brings, compiles them; the driver launches them on memory of torch
tensors. Value and gradient are compared with the same loss in PyTorch, in float64. Then the kernels, PyTorch eager and torch.compile are timed in turn, on the same data.

Needs Python 3.9 and PyTorch with CUDA. Writes kernels.md and kernels.json to the output folder. Exit status 1: a kernel is wrong or failed.
"""
import argparse
import ctypes
import glob
import json
import os
import statistics
import sys
import time

TOLERANCES = {"float32": 1e-5, "float64": 1e-10, "float16": 1.01 * 2.0**-11, "bfloat16": 1.01 * 2.0**-8}
TYPES = {"int32": ctypes.c_int32, "int64": ctypes.c_int64, "float64": ctypes.c_double, "pointer": ctypes.c_void_p}
# Half of the smallest float16, to which a small gradient is rounded.
SMALLEST = {"float16": 2.0**-25}
SMALL = 100_000


class Failure(Exception):
    """A library that is missing, or a call of NVRTC or of the driver that failed."""


class Nvrtc:
    """The run-time compiler of CUDA."""

    def __init__(self, names):
        self.path, self.library = load(names, "NVRTC")
        self.library.nvrtcGetErrorString.restype = ctypes.c_char_p
        major, minor = ctypes.c_int(), ctypes.c_int()
        self.library.nvrtcVersion(ctypes.byref(major), ctypes.byref(minor))
        self.version = f"{major.value}.{minor.value}"
        self.preload_builtins()

    def preload_builtins(self):
        """Maps the built-in functions, which NVRTC looks for by a name that the file beside it does not have in every package."""
        folder = os.path.dirname(self.path)
        for name in (f"libnvrtc-builtins.so.{self.version}", "libnvrtc-builtins.so"):
            path = os.path.join(folder, name)
            if folder and os.path.exists(path):
                ctypes.CDLL(path, mode=ctypes.RTLD_GLOBAL)
                return

    def architecture(self, capability):
        """Returns the option for a GPU, and whether the result is PTX: machine code if NVRTC knows the generation, else PTX of the newest one."""
        count = ctypes.c_int()
        self.library.nvrtcGetNumSupportedArchs(ctypes.byref(count))
        known = (ctypes.c_int * count.value)()
        self.library.nvrtcGetSupportedArchs(known)
        older = [a for a in sorted(known) if a <= capability]
        if not older:
            raise Failure(f"NVRTC {self.version} has no architecture as old as sm_{capability}.")
        ptx = older[-1] // 10 != capability // 10
        return f"--gpu-architecture={'compute' if ptx else 'sm'}_{older[-1]}", ptx

    def compile(self, source, options, ptx):
        """Returns the image of a program."""
        program, texts = ctypes.c_void_p(), [option.encode() for option in options]
        self.check(self.library.nvrtcCreateProgram(ctypes.byref(program), source.encode(), None, 0, None, None), "nvrtcCreateProgram")
        try:
            error = self.library.nvrtcCompileProgram(program, len(texts), (ctypes.c_char_p * len(texts))(*texts))
            self.check(error, f"nvrtcCompileProgram: {self.read(program, 'nvrtcGetProgramLog').decode(errors='replace')[:2000]}")
            return self.read(program, "nvrtcGetPTX" if ptx else "nvrtcGetCUBIN")
        finally:
            self.library.nvrtcDestroyProgram(ctypes.byref(program))

    def read(self, program, name):
        size = ctypes.c_size_t()
        getattr(self.library, name + "Size")(program, ctypes.byref(size))
        text = ctypes.create_string_buffer(max(size.value, 1))
        getattr(self.library, name)(program, text)
        return text.raw

    def check(self, error, what):
        if error:
            raise Failure(f"{self.library.nvrtcGetErrorString(error).decode()} in {what}")


class Driver:
    """The CUDA driver, in the primary context of device 0, which torch uses too."""

    def __init__(self, names):
        self.path, self.library = load(names, "the CUDA driver")
        self.check(self.library.cuInit(0), "cuInit")
        self.device = ctypes.c_int()
        self.check(self.library.cuDeviceGet(ctypes.byref(self.device), 0), "cuDeviceGet")
        self.context = ctypes.c_void_p()
        self.check(self.library.cuDevicePrimaryCtxRetain(ctypes.byref(self.context), self.device), "cuDevicePrimaryCtxRetain")
        self.enter()

    def enter(self):
        """Makes the context that of this thread, unless it is."""
        current = ctypes.c_void_p()
        self.check(self.library.cuCtxGetCurrent(ctypes.byref(current)), "cuCtxGetCurrent")
        if current.value != self.context.value:
            self.check(self.library.cuCtxPushCurrent_v2(self.context), "cuCtxPushCurrent")

    def attribute(self, number):
        value = ctypes.c_int()
        self.check(self.library.cuDeviceGetAttribute(ctypes.byref(value), number, self.device), "cuDeviceGetAttribute")
        return value.value

    @property
    def capability(self):
        return 10 * self.attribute(75) + self.attribute(76)

    def load(self, image):
        module = ctypes.c_void_p()
        self.check(self.library.cuModuleLoadData(ctypes.byref(module), image), "cuModuleLoadData")
        return module

    def function(self, module, name, shared):
        function = ctypes.c_void_p()
        self.check(self.library.cuModuleGetFunction(ctypes.byref(function), module, name.encode()), f"cuModuleGetFunction({name})")
        if shared > 48 * 1024:
            self.check(self.library.cuFuncSetAttribute(function, 8, shared), "cuFuncSetAttribute")
        return function

    def launch(self, function, launch, arguments, stream):
        """Launches a kernel that takes one struct by value."""
        parameters = (ctypes.c_void_p * 1)(ctypes.addressof(arguments))
        error = self.library.cuLaunchKernel(
            function, ctypes.c_uint(launch["blocks"]), 1, 1, ctypes.c_uint(launch["threads"]), 1, 1, ctypes.c_uint(launch["shared"]), ctypes.c_void_p(stream), parameters, None)
        self.check(error, f"the launch of {launch['kernel']}")

    def check(self, error, what):
        if error:
            text = ctypes.c_char_p()
            self.library.cuGetErrorName(error, ctypes.byref(text))
            name = (text.value or b"").decode() or f"CUresult {error}"
            self.library.cuGetErrorString(error, ctypes.byref(text))
            raise Failure(f"{name} ({(text.value or b'').decode()}) in {what}")


def load(names, what):
    problems = []
    for name in names:
        try:
            return name, ctypes.CDLL(name)
        except OSError as problem:
            problems.append(str(problem))
    raise Failure(f"{what} was not found: {'; '.join(problems) or 'no place to look'}")


def nvrtc_names():
    """Returns paths and names of NVRTC in the order in which they are tried: that of the environment, PyTorch's own, the system's."""
    found = [os.environ["LOSSDSL_NVRTC"]] if os.environ.get("LOSSDSL_NVRTC") else []
    try:
        import torch
        folder = os.path.dirname(torch.__file__)
        patterns = [os.path.join(folder, p) for p in ("lib/libnvrtc*.so.1*", "../nvidia/cu1[0-9]/lib/libnvrtc.so.1*", "../nvidia/cuda_nvrtc/lib/libnvrtc.so.1*")]
        for pattern in [*patterns, os.path.join(sys.prefix, "lib/libnvrtc.so.1*")]:
            found += sorted(p for p in glob.glob(pattern) if "builtins" not in p and ".alt." not in p)
    except ImportError:
        pass
    return found + ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2"]


class TorchMemory:
    """Buffers that are torch tensors."""

    def __init__(self, device):
        import torch
        self.torch, self.device = torch, device

    def has(self, name):
        return hasattr(self.torch, name)

    def inputs(self, program, call, seed):
        torch = self.torch
        generator = torch.Generator().manual_seed(seed)
        logits = (2 * torch.randn(call["shape"], generator=generator)).to(getattr(torch, program["logits"]))
        if program["target"] == "int64":
            target = torch.randint(0, call["shape"][1], call["targetShape"], generator=generator)
        else:
            target = (torch.rand(call["targetShape"], generator=generator) < 0.3).to(getattr(torch, program["target"]))
        return logits.to(self.device), target.to(self.device)

    def empty(self, count, name):
        return self.torch.empty(count, dtype=getattr(self.torch, name), device=self.device)

    def zeros(self, count, name):
        return self.torch.zeros(count, dtype=getattr(self.torch, name), device=self.device)

    def empty_like(self, tensor):
        return self.torch.empty_like(tensor)

    def address(self, tensor):
        return tensor.data_ptr()

    def stream(self):
        return self.torch.cuda.current_stream().cuda_stream if self.device == "cuda" else 0

    def numbers(self, tensor):
        return tensor.double().cpu()


class NumpyMemory:
    """Buffers that are numpy arrays, for a stand-in whose device memory is the host's."""

    def __init__(self):
        import numpy
        self.numpy = numpy

    def has(self, name):
        return hasattr(self.numpy, name)

    def inputs(self, program, call, seed):
        random = self.numpy.random.default_rng(seed)
        logits = (2 * random.standard_normal(call["shape"])).astype(program["logits"])
        if program["target"] == "int64":
            return logits, random.integers(0, call["shape"][1], call["targetShape"], dtype="int64")
        return logits, (random.random(call["targetShape"]) < 0.3).astype(program["target"])

    def empty(self, count, name):
        return self.numpy.empty(count, name)

    def zeros(self, count, name):
        return self.numpy.zeros(count, name)

    def empty_like(self, array):
        return self.numpy.empty_like(array)

    def address(self, array):
        return array.ctypes.data

    def stream(self):
        return 0


class Kernels:
    """The compiled kernels of one call: a loss, types and a shape."""

    def __init__(self, program, call, driver, image, memory):
        self.program, self.call, self.driver, self.memory = program, call, driver, memory
        module = driver.load(image)
        self.launches = [(driver.function(module, launch["kernel"], launch["shared"]), launch) for launch in call["launches"]]
        self.tickets = memory.zeros(call["tickets"] // 4, "int32")

    def run(self, logits, target):
        """Computes value and gradient, as the runtime of LossDsl does: the gradient, the value and the workspace are new memory."""
        memory = self.memory
        buffers = {
            "logits": logits, "target": target, "gradient": memory.empty_like(logits), "value": memory.empty(1, self.program["value"]),
            "workspace": memory.empty(self.call["workspace"] // 8, "float64"), "tickets": self.tickets,
        }
        arguments = self.arguments({name: memory.address(buffer) for name, buffer in buffers.items()})
        stream = memory.stream()
        for function, launch in self.launches:
            self.driver.launch(function, launch, arguments, stream)
        return buffers["value"], buffers["gradient"]

    def arguments(self, addresses):
        """Returns the struct: zeros but for the fields that the description names, and the numbers of the host behind them."""
        described = self.call["arguments"]
        struct = ctypes.create_string_buffer(described["size"])
        for field in described["fields"]:
            value = addresses[field["buffer"]] + field["at"] if field["type"] == "pointer" else field["value"]
            TYPES[field["type"]].from_buffer(struct, field["offset"]).value = value
        for i, number in enumerate(described["numbers"]):
            ctypes.c_double.from_buffer(struct, described["numbersOffset"] + 8 * i).value = number
        return struct


class Clock:
    """Times calls: by CUDA events behind work that keeps the GPU busy until the host has issued the call, or by the processor's clock."""

    def __init__(self, torch, device, repetitions):
        self.torch, self.device, self.repetitions = torch, device, repetitions
        self.filler = torch.empty(1 << 27 if device == "cuda" else 1 << 10, device=device)

    def median(self, call, sets):
        """Returns the median in µs over the repetitions. The sets take turns, so that no call finds its inputs in the cache."""
        for i in range(10 if self.device == "cuda" else 1):
            call(*sets[i % len(sets)])
        if self.device != "cuda":
            return 1e6 * statistics.median(self.seconds(call, sets[i % len(sets)]) for i in range(self.repetitions))
        self.torch.cuda.synchronize()
        fillers = self.fillers(call, sets)
        return statistics.median(self.events(call, sets[i % len(sets)], fillers) for i in range(self.repetitions))

    def fillers(self, call, sets):
        host = max(self.seconds(call, sets[i % len(sets)]) for i in range(5))
        self.torch.cuda.synchronize()
        busy = 1e-6 * self.events(lambda: self.filler.fill_(1.0), (), 0)
        return min(50, int(2 * host / max(busy, 1e-6)) + 1)

    def events(self, call, inputs, fillers):
        start, end = (self.torch.cuda.Event(enable_timing=True) for _ in range(2))
        for _ in range(fillers):
            self.filler.fill_(1.0)
        start.record()
        kept = call(*inputs)
        end.record()
        self.torch.cuda.synchronize()
        del kept
        return 1e3 * start.elapsed_time(end)

    @staticmethod
    def seconds(call, inputs):
        start = time.perf_counter()
        kept = call(*inputs)
        end = time.perf_counter()
        del kept
        return end - start


def difference(memory, actual, expected, smallest=0.0):
    """Returns the largest difference beyond the smallest that counts, relative to the largest number."""
    actual, expected = memory.numbers(actual), memory.numbers(expected)
    largest = expected.abs().max().item()
    distance = (actual - expected).abs().max().item()
    return max(0.0, distance - smallest) / max(largest, 1e-30) if distance == distance else float("inf")


def with_gradient(function, hyperparameters):
    """Returns a function that computes a loss and its gradient by autograd."""
    import torch

    def compute(logits, target):
        leaf = logits.detach().requires_grad_()
        value = function(leaf, target, hyperparameters)
        return value, torch.autograd.grad(value, leaf)[0]
    return compute


def check(kernels, memory, reference):
    """Compares value and gradient with PyTorch in float64. Returns the row of the result."""
    program, call = kernels.program, kernels.call
    logits, target = memory.inputs(program, call, 1)
    value, gradient = kernels.run(logits, target)
    row = {"name": program["name"], "shape": call["shape"]}
    again = kernels.run(logits, target)
    row["same bits"] = bool((again[1] == gradient).all()) and bool((again[0] == value).all())
    if reference is None:
        return dict(row, ok=row["same bits"], note="no PyTorch form written")
    expected = with_gradient(reference, program["hyperparameters"])(logits.double(), target if program["target"] == "int64" else target.double())
    row["value"], row["gradient"] = difference(memory, value, expected[0].reshape(1)), difference(memory, gradient, expected[1], SMALLEST.get(program["logits"], 0.0))
    row["ok"] = row["same bits"] and row["value"] <= TOLERANCES[program["value"]] and row["gradient"] <= TOLERANCES[program["logits"]]
    return row


def peak(torch, call, inputs):
    """Returns the bytes that a call adds to the peak of allocated memory."""
    torch.cuda.synchronize()
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    kept = call(*inputs)
    torch.cuda.synchronize()
    del kept
    return torch.cuda.max_memory_allocated() - before


def measure(kernels, memory, reference, clock, bandwidth, options):
    """Times kernels, PyTorch eager and torch.compile on the same inputs. Returns the row of the result."""
    torch, program, call = memory.torch, kernels.program, kernels.call
    sets = [memory.inputs(program, call, seed) for seed in range(options.sets)]
    row = {"name": program["name"], "shape": call["shape"], "launches": len(call["launches"]), "bytes": call["bytes"]}
    contenders = {"kernels": kernels.run}
    if reference is not None:
        contenders["eager"] = with_gradient(reference, program["hyperparameters"])
        if hasattr(torch, "compile") and not options.no_compile:
            contenders["compiled"] = with_gradient(torch.compile(reference, dynamic=False), program["hyperparameters"])
    for name, contender in contenders.items():
        try:
            row[f"{name} us"] = clock.median(contender, sets)
            if options.device == "cuda":
                row[f"{name} bytes"] = peak(torch, contender, sets[0])
        except Exception as problem:  # torch.compile may lack a compiler; the other rows do not need it
            if name == "kernels":
                raise
            row[f"{name} failed"] = f"{type(problem).__name__}: {str(problem).splitlines()[0][:200] if str(problem) else ''}"
    row["floor us"] = 1e6 * call["bytes"] / bandwidth
    return row


def copy_bandwidth(torch, clock, device, count):
    """Returns bytes a second, read and written, of copies between buffers that do not fit into the L2 cache."""
    buffers = [(torch.ones(count, device=device), torch.ones(count, device=device)) for _ in range(3)]
    return 8 * count / (1e-6 * clock.median(lambda source, target: target.copy_(source), buffers))


def write_tables(folder, result):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "kernels.json"), "w") as file:
        json.dump(result, file, indent=1)
    lines = [f"# Exported kernels beside PyTorch\n\n{result['device']}, NVRTC {result['nvrtc']}, PyTorch {result['torch']}\n"]
    lines += ["| kernels | shape | value | gradient | same bits | |\n|---|---|---:|---:|---|---|"]
    for row in result["checks"]:
        lines.append(f"| {row['name']} | {shape(row)} | {number(row.get('value'), '.1e')} | {number(row.get('gradient'), '.1e')} | {row.get('same bits', '')} | {row.get('note', '')}{'' if row['ok'] else ' **wrong**'} |")
    if result["timings"]:
        lines += [f"\nCopy: {result['bandwidth'] / 1e9:.0f} GB/s, read and written. Floor: every pass reads logits and target, one writes the gradient, at that speed.\n",
                  "| kernels | shape | launches | µs | floor µs | × floor | GB/s | memory, MiB | eager µs | × | MiB | torch.compile µs | × | MiB |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for row in result["timings"]:
        own = row["kernels us"]
        cells = [row["name"], shape(row), row["launches"], f"{own:.1f}", f"{row['floor us']:.1f}", f"{own / row['floor us']:.2f}", f"{row['bytes'] / own / 1e3:.0f}", mebibytes(row, "kernels")]
        for name in ("eager", "compiled"):
            time_taken = row.get(f"{name} us")
            cells += [number(time_taken, ".1f") or row.get(f"{name} failed", "–"), number(time_taken and time_taken / own, ".2f"), mebibytes(row, name)]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    with open(os.path.join(folder, "kernels.md"), "w") as file:
        file.write("\n".join(lines) + "\n")
    print("\n".join(lines))


def shape(row):
    return "×".join(str(length) for length in row["shape"])


def number(value, pattern):
    return "" if value is None else format(value, pattern)


def mebibytes(row, name):
    return number(row.get(f"{name} bytes") and row[f"{name} bytes"] / 2**20, ".1f")


def save(folder, kernels, memory):
    """Writes inputs and results of a call as they are in memory, for a comparison by another program."""
    logits, target = memory.inputs(kernels.program, kernels.call, 1)
    value, gradient = kernels.run(logits, target)
    base = os.path.join(folder, f"{kernels.program['name']}-{'x'.join(map(str, kernels.call['shape']))}")
    for name, array in (("logits", logits), ("target", target), ("value", value), ("gradient", gradient)):
        with open(f"{base}.{name}", "wb") as file:
            file.write(array.tobytes())


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kernels", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "kernels"), help="folder of the exported kernels")
    parser.add_argument("--output", default="gpu-results", help="folder of the tables")
    parser.add_argument("--filter", default="", help="only programs whose name contains this")
    parser.add_argument("--repetitions", type=int, default=60, help="calls whose median is taken")
    parser.add_argument("--sets", type=int, default=3, help="input sets that take turns")
    parser.add_argument("--no-compile", action="store_true", help="without torch.compile, which takes some seconds a loss")
    parser.add_argument("--check-only", action="store_true", help="no timing")
    parser.add_argument("--small", action="store_true", help="small shapes alone, also for the timing")
    parser.add_argument("--device", default="cuda", choices=["cuda", "cpu"], help="cpu: for a stand-in of the driver, whose memory is the host's")
    parser.add_argument("--library", help="one library that stands in for NVRTC and the driver")
    parser.add_argument("--numpy", action="store_true", help="numpy arrays in place of torch tensors; nothing is compared")
    parser.add_argument("--save", help="with --numpy: folder for inputs and results of small shapes")
    return parser.parse_args()


def programs(options):
    for path in sorted(glob.glob(os.path.join(options.kernels, "*.json"))):
        with open(path) as file:
            program = json.load(file)
        if options.filter in program["name"]:
            yield program


def is_small(call):
    count = 1
    for length in call["shape"]:
        count *= length
    return count < SMALL


def main():
    options = parse()
    memory = NumpyMemory() if options.numpy else TorchMemory(options.device)
    if options.device == "cuda" and not options.numpy:
        if not memory.torch.cuda.is_available():
            raise Failure("PyTorch finds no CUDA device. Does nvidia-smi list one, and is this PyTorch one for CUDA?")
        memory.torch.zeros(1, device="cuda")  # makes the primary context
    nvrtc = Nvrtc([options.library] if options.library else nvrtc_names())
    driver = Driver([options.library] if options.library else ["libcuda.so.1"])
    architecture, ptx = nvrtc.architecture(driver.capability)
    references = {} if options.numpy else __import__("reference_losses").REFERENCES
    images, checks, timings, failures = {}, [], [], []
    clock = None if options.numpy else Clock(memory.torch, options.device, options.repetitions)
    bandwidth = None if clock is None or options.check_only else copy_bandwidth(memory.torch, clock, options.device, 1 << (25 if options.device == "cuda" else 16))
    for program in programs(options):
        if not memory.has(program["logits"]) or not memory.has(program["target"]):
            continue
        reference = references.get((program["loss"], program["activation"]))
        for call in program["calls"]:
            if options.small and not is_small(call):
                continue
            try:
                if call["source"] not in images:
                    with open(os.path.join(options.kernels, call["source"])) as file:
                        images[call["source"]] = nvrtc.compile(file.read(), [architecture, *program["options"]], ptx)
                kernels = Kernels(program, call, driver, images[call["source"]], memory)
                if options.numpy:
                    save(options.save, kernels, memory)
                    continue
                checks.append(check(kernels, memory, reference))
                if not options.check_only and is_small(call) == options.small:
                    timings.append(measure(kernels, memory, reference, clock, bandwidth, options))
                    print(f"{program['name']} {shape(call)}: {timings[-1]['kernels us']:.1f} us", flush=True)
            except Failure as problem:
                failures.append(f"{program['name']} {shape(call)}: {problem}")
                print(failures[-1], file=sys.stderr)
    if options.numpy:
        return 1 if failures else 0
    torch = memory.torch
    device = torch.cuda.get_device_name(0) if options.device == "cuda" else "stand-in on the processor"
    write_tables(options.output, {"device": device, "nvrtc": nvrtc.version, "torch": torch.__version__, "bandwidth": bandwidth, "checks": checks, "timings": timings, "failures": failures})
    wrong = [row for row in checks if not row["ok"]]
    print(f"{len(checks) - len(wrong)} passed, {len(wrong) + len(failures)} failed")
    return 1 if wrong or failures or not checks else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as problem:
        sys.exit(f"run_kernels.py: {problem}")
