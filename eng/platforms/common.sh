# Functions of test-arm.sh and test-windows.sh, which set 'platform' and source this file.
# What they download and build lies in artifacts/, which git ignores, and not among the outputs of other builds.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
artifacts=$root/artifacts/$platform
mkdir -p "$artifacts"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDTERMINALLOGGER=off

passed=0 failed=0

# The line that 'dotnet test' closes with; .ci/run adds its numbers up.
summary() {
    printf '%s!  - Failed: %5d, Passed: %5d, Skipped: %5d, Total: %5d, Duration: %d s - %s\n' "$1" "$failed" "$passed" "$2" $((passed + failed + $2)) "$SECONDS" "$platform"
}

# Ends the script where the machine cannot have what it needs.
skip() {
    echo "Skipping the tests on $platform: $1"
    summary Skipped 1
    exit 0
}

# publish PROJECT RUNTIME FOLDER [PROPERTY...]: a program with its runtime.
publish() {
    dotnet publish -c Release -v quiet -r "$2" --self-contained --artifacts-path "$artifacts/build" -o "$3" "$root/$1" "${@:4}" < /dev/null
}

# check NAME EXPECTED FOUND
check() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
        echo "  Passed $1"
    else
        failed=$((failed + 1))
        printf '  Failed %s\n    expected: %s\n    found:    %s\n' "$1" "$2" "$3"
    fi
}
