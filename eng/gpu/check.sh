#!/usr/bin/env bash
# Checks and times the CUDA kernels of LossDsl on this machine, which needs an NVIDIA GPU, and Python 3 with PyTorch for CUDA; no .NET, no compiler.
#
#     ./check.sh [OPTIONS OF THE PROGRAM]      --part benchmark, --quick, ...; './check.sh --help' lists them
#
# PYTHON names another interpreter than python3, TORCH_LIB another folder of libtorch's libraries than PyTorch's, RESULTS another folder than ./gpu-results.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
results=${RESULTS:-gpu-results}

lib=${TORCH_LIB:-$("$python" -c 'import os, torch; print(os.path.join(os.path.dirname(torch.__file__), "lib"))')}
if [ -z "$lib" ] || [ ! -d "$lib" ]; then
    echo "$python has no PyTorch; PYTHON names the interpreter that has it." >&2
    exit 2
fi

mkdir -p "$results"
status=0

# The program is linked against one version of libtorch. The kernels need none, so they are tried in any case, and first: their figures cannot be lost to a crash.
only_program= small=()
for argument in "$@"; do
    case $argument in
        --device | --device=* | --part | --help) only_program=1 ;;
        --quick) small=(--small --repetitions 5 --no-compile) ;;
    esac
done
if [ -z "$only_program" ]; then
    echo "== Kernels from Python"
    "$python" "$here/run_kernels.py" --output "$results" ${small[@]+"${small[@]}"} || status=1
fi

echo "== Symbols of libtorch in $lib"
if ! "$python" "$here/check_symbols.py" "$here/libtorchsharp_undefined.txt" "$lib" > "$results/symbols.txt"; then
    grep -v '^missing, lazy' "$results/symbols.txt"
    echo "TorchSharp does not load with this libtorch; the part with .NET is left out. PyTorch 2.10 has the right one." | tee "$results/check.md" >&2
    exit 1
fi
tail -1 "$results/symbols.txt"

echo "== The program"
chmod +x "$here/LossDsl.GpuCheck"
LD_LIBRARY_PATH=$lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} "$here/LossDsl.GpuCheck" --output "$results" --python "$python" "$@"
code=$?
if [ "$code" -ne 0 ]; then
    status=1
    echo "The program ended with $code. 127 is a function that this libtorch lacks (lazy ones in $results/symbols.txt); over 128, a crash: its libtorch may differ from TorchSharp's, 2.10." >&2
fi

exit "$status"
