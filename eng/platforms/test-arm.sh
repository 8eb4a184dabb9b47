#!/usr/bin/env bash
# Runs the kernel tests on Arm64 under an emulator: eng/platforms/test-arm.sh. Needs a Debian with apt, and no root.
# Tests that need libtorch are left out and counted as skipped, for there is no libtorch package for linux-arm64.
platform=linux-arm64
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# A state of apt of its own: the machine's configuration and its list of architectures stay as they are.
apt=(-q -o APT::Architecture=arm64 -o APT::Architectures=arm64,amd64 -o Dir::State="$artifacts/apt" -o Dir::State::status="$artifacts/apt/status" -o Dir::Cache="$artifacts/apt"
    -o APT::Sandbox::User= -o APT::Update::Error-Mode=any)
libraries=(libc6 libgcc-s1 libstdc++6)
command -v qemu-aarch64-static > /dev/null || libraries+=(qemu-user-static:amd64)

download() {
    command -v apt-get > /dev/null && command -v dpkg > /dev/null || return
    mkdir -p "$artifacts/apt/lists/partial" "$artifacts/apt/archives/partial" "$artifacts/root" && : > "$artifacts/apt/status" &&
        (cd "$artifacts/apt" && apt-get "${apt[@]}" update && apt-get "${apt[@]}" download "${libraries[@]}") > "$artifacts/apt.log" 2>&1 < /dev/null &&
        for package in "$artifacts"/apt/*.deb; do dpkg -x "$package" "$artifacts/root" || return; done
}

if [ ! -e "$artifacts/root/lib/ld-linux-aarch64.so.1" ]; then
    download || skip "the libraries of Arm64 or qemu-user-static cannot be had by apt (artifacts/$platform/apt.log)."
fi

qemu=$(command -v qemu-aarch64-static || echo "$artifacts/root/usr/bin/qemu-aarch64-static")
publish tests/Platforms "$platform" "$artifacts/kernels" -p:TestedProject=LossDsl.Kernels.Tests -p:LossDslBackend=none

# The emulator does not see code that is written at one address and run at another.
export DOTNET_EnableWriteXorExecute=0
# Code compiled once is enough for tests that take milliseconds each.
export DOTNET_TieredCompilation=0
# A test that hangs ends here.
exec timeout 900 "$qemu" -L "$artifacts/root" "$artifacts/kernels/Platforms" LossDsl.Kernels.Inputs.PoisonTests LossDsl.Kernels.Tensors.FieldTests
