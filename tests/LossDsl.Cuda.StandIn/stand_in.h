// Stand-in for NVRTC and the CUDA driver, for tests on machines without a GPU. "Device" memory is the host's. NVRTC's part has g++ compile a program, the driver's part runs it: a fiber a thread,
// a block after another, in an order that a seed decides.
#pragma once
#include <string>

#define EXPORT extern "C" __attribute__((visibility("default")))

// CUresults that the stand-in returns.
constexpr int invalidValue = 1, notInitialized = 3, noDevice = 100, invalidDevice = 101, invalidImage = 200, invalidContext = 201, notFound = 500, illegalAddress = 700, misalignedAddress = 716, trapped = 715,
              launchFailed = 719;

// A kernel of a loaded program.
struct Kernel
{
    std::string name;
    void (*run)(void** arguments);
    void (*poison)();
    int sharedLimit = 48 * 1024;
};

// Text of the last error.
extern std::string message;

// Fails with a message: returns the error, and keeps the message for cuGetErrorString.
int fail(int error, const std::string& text);

// Runs all blocks of a launch. Returns a CUresult.
int runGrid(const Kernel& kernel, unsigned blocks, unsigned threads, unsigned sharedBytes, void** arguments);
