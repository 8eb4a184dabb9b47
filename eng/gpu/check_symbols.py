#!/usr/bin/env python3
"""Says which symbols that TorchSharp's native library needs are missing in a libtorch.

usage: check_symbols.py LIST [FOLDER]           checks the libtorch in a folder, by default that of this interpreter's PyTorch
       check_symbols.py --list LIBRARY > LIST   writes the list, with readelf

The list has a line for each symbol: eager or lazy, and the name. Eager ones (data: vtables, type information, thread-local variables) are bound when the library is loaded: one that
is missing refuses it. Lazy ones are functions, bound when first called: one that is missing ends the process then. Exit status 1: an eager one is missing.
"""
import ctypes
import os
import subprocess
import sys

LIBRARIES = ("libtorch_global_deps.so", "libc10.so", "libtorch_cpu.so", "libtorch_cuda.so", "libtorch.so")
# Namespaces of libtorch as they are in mangled names; the C++ library, the C library and others are the system's.
OWN = ("5torch", "2at", "3c10", "6caffe2")


def read(option, library):
    """Returns the fields of each line that readelf writes."""
    text = subprocess.run(["readelf", "--wide", option, library], check=True, capture_output=True, text=True).stdout
    return [line.split() for line in text.splitlines()]


def write_list(library):
    """Writes the undefined symbols of libtorch. A symbol is lazy if relocations name it in the procedure table alone; weak ones may be missing."""
    weak = {fields[7].split("@")[0] for fields in read("--dyn-syms", library) if len(fields) >= 8 and fields[4] == "WEAK" and fields[6] == "UND"}
    lazy, eager = set(), set()
    for fields in read("--relocs", library):
        if len(fields) >= 5 and fields[2].startswith("R_") and fields[3].strip("0") == "":
            (lazy if "JUMP_SLO" in fields[2] else eager).add(fields[4].split("@")[0])
    print(f"# {os.path.basename(library)}")
    for symbol in sorted((lazy | eager) - weak):
        if any(part in symbol for part in OWN):
            print(f"{'eager' if symbol in eager else 'lazy'}\t{symbol}")


def has(libraries, symbol):
    for library in libraries:
        try:
            ctypes.c_char.in_dll(library, symbol)
            return True
        except ValueError:
            pass
    return False


def check(path, folder):
    if folder is None:
        import torch
        folder = os.path.join(os.path.dirname(torch.__file__), "lib")
        print("PyTorch", torch.__version__)
    libraries = [ctypes.CDLL(p, mode=ctypes.RTLD_GLOBAL) for p in (os.path.join(folder, name) for name in LIBRARIES) if os.path.exists(p)]
    if not libraries:
        sys.exit(f"There is no libtorch in {folder}.")
    with open(path) as file:
        needed = [line.split() for line in file if line.strip() and not line.startswith("#")]
    missing = {"eager": [], "lazy": []}
    for when, symbol in needed:
        if not has(libraries, symbol):
            missing[when].append(symbol)
    for when, symbols in missing.items():
        for symbol in symbols:
            print(f"missing, {when}: {symbol}")
    print(f"{len(needed)} symbols: {len(missing['eager'])} eager and {len(missing['lazy'])} lazy ones are missing")
    return 1 if missing["eager"] or not needed else 0


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--list":
        write_list(sys.argv[2])
    elif len(sys.argv) in (2, 3):
        sys.exit(check(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else None))
    else:
        sys.exit(__doc__)
