#!/usr/bin/env bash
# Runs the Windows build of the trainer under Wine: eng/platforms/test-windows.sh. Needs Wine, or a Debian and root to install it.
# LOSSDSL_WINDOWS_TESTS=all adds a killed run and the conformance tests.
platform=win-x64
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

find_wine() { command -v wine64 || ls /usr/lib/wine/wine64; }
install_wine() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null &&
        { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends wine wine64; } > "$artifacts/apt.log" 2>&1 < /dev/null
}

[ "$(uname -m)" = x86_64 ] || skip "Wine runs programs of the machine's own processor."
wine=$(find_wine 2> /dev/null) || { install_wine && wine=$(find_wine 2> /dev/null); } || skip "there is no Wine, and apt cannot install it here."

export WINEPREFIX=$artifacts/prefix WINEDEBUG=-all
# Wine lacks a call that Intel's OpenMP asks for the processors' places, and cannot do what the runtime does for pages that are either written or run.
export KMP_AFFINITY=disabled DOTNET_EnableWriteXorExecute=0
# Threads that wait for work leave the processor to others.
export KMP_BLOCKTIME=0
"$wine" wineboot -i > "$artifacts/wineboot.log" 2>&1 < /dev/null || skip "Wine does not start (artifacts/$platform/wineboot.log)."
trap 'WINEPREFIX=$artifacts/prefix wineserver -k > /dev/null 2>&1 || true' EXIT

publish samples/UNetTrainer "$platform" "$artifacts/trainer" -p:LossDslBackend=cpu
work=$artifacts/work
rm -rf "$work"
mkdir -p "$work"

. "$root/eng/platforms/windows-checks.sh"
if [ "${LOSSDSL_WINDOWS_TESTS:-}" = all ]; then
    . "$root/eng/platforms/windows-kill.sh"
fi

[ "$failed" -eq 0 ] && summary Passed 0 || summary Failed 0
status=$((failed > 0))

if [ "${LOSSDSL_WINDOWS_TESTS:-}" = all ]; then
    publish tests/Platforms "$platform" "$artifacts/conformance" -p:TestedProject=LossDsl.Conformance.Tests -p:LossDslBackend=cpu
    # Collections are rare: see the .runsettings of the project.
    DOTNET_GCgen0size=8000000 timeout 1800 "$wine" "$artifacts/conformance/Platforms.exe" < /dev/null | tr -d '\r' || status=1
fi

exit "$status"
